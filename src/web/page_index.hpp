#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "web/lmdb.hpp"
#include "web/page_view.hpp"

namespace smartmove::web {

/// How the page store's pages lie in LMDB: by the hash of their key, and by slot and by tag to be found for dropping.
/// Every function throws lmdb::Error.
class PageIndex {
 public:
  using Hash = std::array<char, 16>;
  enum class Kind : std::uint8_t { page, query, error };
  static constexpr std::size_t kinds = 3;

  /// What is known of a page without touching it.
  struct Record {
    Hash key{};
    std::uint32_t bytes = 0;  ///< on disk, about
    Kind kind = Kind::page;
  };

  /// Makes the tables where they are missing. Adopts the environment's hash key, or draws one.
  PageIndex(lmdb::Write& write, std::string_view new_hash_key);

  std::string word(MDB_txn* txn, std::string_view name) const;  ///< empty: not there
  void set_word(lmdb::Write& write, std::string_view name, std::string_view text) const;

  /// The page kept under `key`; not checked further than that it is that key's.
  std::optional<PageView> find(MDB_txn* txn, std::string_view key) const;
  void put(lmdb::Write& write, std::uint32_t slot, std::string_view key, std::string_view page,
           const std::vector<std::string>& tags, Kind kind) const;
  /// Removes what lies in `slot` and gives its record; nothing where it is empty.
  std::optional<Record> remove(lmdb::Write& write, std::uint32_t slot) const;
  void clear(lmdb::Write& write) const;

  std::vector<std::uint32_t> slots_with(MDB_txn* txn, std::string_view tag) const;
  void for_each(MDB_txn* txn, const std::function<void(std::uint32_t slot, const Record&)>& visit) const;

  static std::uint32_t cost(std::size_t key_bytes, std::size_t page_bytes, std::size_t tags);

 private:
  Hash hash(std::string_view text) const;

  lmdb::Table pages_;  ///< hash of the key → page, then the key itself
  lmdb::Table slots_;  ///< slot → Record, then the hashes of its tags
  lmdb::Table tags_;   ///< hash of a tag → slots
  lmdb::Table words_;
  std::string hash_key_;
};

}  // namespace smartmove::web
