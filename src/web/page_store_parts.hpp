#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "web/page_index.hpp"
#include "web/page_store.hpp"
#include "web/page_store_folder.hpp"
#include "web/slot_marks.hpp"

namespace smartmove::web {

/// The memory that goes with the file. Changed by one thread at a time.
struct PageStore::Parts {
  using Removed = std::vector<std::pair<std::uint32_t, PageIndex::Record>>;  ///< slots and what was there
  struct Shelf {
    std::size_t entries = 0;
    std::size_t bytes = 0;
    std::size_t max_bytes = 0;
  };

  /// These throw lmdb::Error.
  Parts(PageStoreFolder in_folder, const Settings& settings);
  Shelf& shelf(PageIndex::Kind kind) { return shelves[static_cast<std::size_t>(kind)]; }
  void load();
  std::uint32_t take_slot();
  void note(std::uint32_t slot, const PageIndex::Record& record);
  void forget(std::uint32_t slot, const PageIndex::Record& record);
  void remove(lmdb::Write& write, const std::vector<std::uint32_t>& slots, Removed& removed) const;
  void remove_now(const std::vector<std::uint32_t>& slots);
  void make_room(PageIndex::Kind kind, std::size_t wanted, std::size_t keep_of_eight);
  void put(std::string_view key, const Page& page, PageIndex::Kind kind);
  void drop(const std::vector<std::string>& tags);
  void clear();
  base::Result<> mark_whole();  ///< all of it on the disk, and the word that it is
  bool is_larger_than_allowed() const;

  PageStoreFolder folder;
  lmdb::Environment environment;
  std::optional<PageIndex> index;
  std::array<Shelf, PageIndex::kinds> shelves;
  SlotMarks marks;
  std::vector<std::uint32_t> free_slots;
  std::uint32_t next_slot = 0;
  std::size_t max_bytes = 0;
  std::atomic<std::size_t> entries{0};
  std::atomic<std::size_t> bytes{0};
  bool condemned = false;  ///< what is in the file is nothing to this process (any more)
};

}  // namespace smartmove::web
