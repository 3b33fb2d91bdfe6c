#pragma once

#include <cstddef>
#include <filesystem>
#include <lmdb.h>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace smartmove::web::lmdb {

/// LMDB said no. `code()` is one of MDB_… or an errno.
class Error : public std::runtime_error {
 public:
  Error(const char* what, int code) : std::runtime_error(std::string(what) + ": " + mdb_strerror(code)), code_(code) {}
  int code() const { return code_; }

 private:
  int code_;
};

void check(const char* what, int code);  ///< throws Error unless it is MDB_SUCCESS

/// A memory-mapped environment in a folder of its own. Thread-safe.
class Environment {
 public:
  struct Settings {
    std::size_t map_bytes = 0;
    unsigned readers = 126;
    unsigned databases = 4;
  };
  Environment(const std::filesystem::path& folder, const Settings& settings);
  void sync();  ///< what was committed reaches the disk
  std::size_t used_bytes() const;
  std::size_t map_bytes() const;
  MDB_env* get() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(MDB_env* env) const { mdb_env_close(env); }
  };
  std::unique_ptr<MDB_env, Close> handle_;
};

/// A write transaction, undone unless committed. One at a time; the others wait.
class Write {
 public:
  explicit Write(Environment& environment);
  void commit();
  MDB_txn* get() const { return handle_.get(); }

 private:
  struct Abort {
    void operator()(MDB_txn* txn) const { mdb_txn_abort(txn); }
  };
  std::unique_ptr<MDB_txn, Abort> handle_;
};

/// A read transaction that is used again and again: between renew() and reset() it sees one snapshot. One thread's at
/// a time.
class Snapshot {
 public:
  explicit Snapshot(Environment& environment);
  void renew();  ///< takes the newest snapshot, unless it has one
  void reset();  ///< lets it go, so that its pages can be used again
  MDB_txn* get() const { return handle_.get(); }

 private:
  struct Abort {
    void operator()(MDB_txn* txn) const { mdb_txn_abort(txn); }
  };
  std::unique_ptr<MDB_txn, Abort> handle_;
  bool active_ = true;
};

inline MDB_val value_of(std::string_view text) { return {text.size(), const_cast<char*>(text.data())}; }
inline std::string_view text_of(const MDB_val& value) {
  return {static_cast<const char*>(value.mv_data), value.mv_size};
}

/// One key-value table within an environment. Every call throws Error where LMDB fails; not to find is no failure.
class Table {
 public:
  Table(Write& write, const char* name, unsigned flags);
  std::optional<std::string_view> get(MDB_txn* txn, std::string_view key) const;
  void put(Write& write, std::string_view key, std::string_view value) const;
  std::span<char> reserve(Write& write, std::string_view key, std::size_t size) const;  ///< to be filled at once
  void remove(Write& write, std::string_view key) const;                                ///< with all its duplicates
  void remove(Write& write, std::string_view key, std::string_view duplicate) const;
  void clear(Write& write) const;
  std::size_t size(MDB_txn* txn) const;
  MDB_dbi id() const { return id_; }

 private:
  MDB_dbi id_ = 0;
};

/// Walks through a table, or through one key's duplicates.
class Cursor {
 public:
  Cursor(MDB_txn* txn, const Table& table);
  bool first() { return move(MDB_FIRST); }
  bool next() { return move(MDB_NEXT); }
  bool find(std::string_view key);  ///< its first duplicate
  bool next_duplicate() { return move(MDB_NEXT_DUP); }
  std::string_view key() const { return text_of(key_); }
  std::string_view value() const { return text_of(value_); }

 private:
  bool move(MDB_cursor_op operation);
  struct Close {
    void operator()(MDB_cursor* cursor) const { mdb_cursor_close(cursor); }
  };
  std::unique_ptr<MDB_cursor, Close> handle_;
  MDB_val key_{};
  MDB_val value_{};
};

}  // namespace smartmove::web::lmdb
