#include "web/lmdb.hpp"

namespace smartmove::web::lmdb {

void check(const char* what, int code) {
  if (code != MDB_SUCCESS) throw Error(what, code);
}

Environment::Environment(const std::filesystem::path& folder, const Settings& settings) {
  MDB_env* env = nullptr;
  check("mdb_env_create", mdb_env_create(&env));
  handle_.reset(env);
  check("mdb_env_set_mapsize", mdb_env_set_mapsize(env, settings.map_bytes));
  check("mdb_env_set_maxreaders", mdb_env_set_maxreaders(env, settings.readers));
  check("mdb_env_set_maxdbs", mdb_env_set_maxdbs(env, settings.databases));
  // NOTLS: a snapshot belongs to an object, not to a thread. NOSYNC: what is kept can be made anew, so a power cut may
  // take it. NORDAHEAD: pages are asked for at random.
  check("mdb_env_open", mdb_env_open(env, folder.c_str(), MDB_NOTLS | MDB_NOSYNC | MDB_NORDAHEAD, 0640));
  // A file that was cut short must not be read: there is nothing behind its end.
  if (std::filesystem::file_size(folder / "data.mdb") < used_bytes()) throw Error("mdb_env_open", MDB_CORRUPTED);
  int dead = 0;
  check("mdb_reader_check", mdb_reader_check(env, &dead));
}

void Environment::sync() { check("mdb_env_sync", mdb_env_sync(handle_.get(), 1)); }

std::size_t Environment::used_bytes() const {
  MDB_envinfo info{};
  MDB_stat stat{};
  check("mdb_env_info", mdb_env_info(handle_.get(), &info));
  check("mdb_env_stat", mdb_env_stat(handle_.get(), &stat));
  return (info.me_last_pgno + 1) * stat.ms_psize;
}

std::size_t Environment::map_bytes() const {
  MDB_envinfo info{};
  check("mdb_env_info", mdb_env_info(handle_.get(), &info));
  return info.me_mapsize;
}

Write::Write(Environment& environment) {
  MDB_txn* txn = nullptr;
  check("mdb_txn_begin", mdb_txn_begin(environment.get(), nullptr, 0, &txn));
  handle_.reset(txn);
}

void Write::commit() { check("mdb_txn_commit", mdb_txn_commit(handle_.release())); }

Snapshot::Snapshot(Environment& environment) {
  MDB_txn* txn = nullptr;
  check("mdb_txn_begin", mdb_txn_begin(environment.get(), nullptr, MDB_RDONLY, &txn));
  handle_.reset(txn);
  reset();
}

void Snapshot::renew() {
  if (active_) return;
  check("mdb_txn_renew", mdb_txn_renew(handle_.get()));
  active_ = true;
}

void Snapshot::reset() {
  if (active_) mdb_txn_reset(handle_.get());
  active_ = false;
}

Table::Table(Write& write, const char* name, unsigned flags) {
  check("mdb_dbi_open", mdb_dbi_open(write.get(), name, flags | MDB_CREATE, &id_));
}

std::optional<std::string_view> Table::get(MDB_txn* txn, std::string_view key) const {
  auto name = value_of(key);
  MDB_val value{};
  const int code = mdb_get(txn, id_, &name, &value);
  if (code == MDB_NOTFOUND) return std::nullopt;
  check("mdb_get", code);
  return text_of(value);
}

void Table::put(Write& write, std::string_view key, std::string_view value) const {
  auto name = value_of(key);
  auto data = value_of(value);
  check("mdb_put", mdb_put(write.get(), id_, &name, &data, 0));
}

std::span<char> Table::reserve(Write& write, std::string_view key, std::size_t size) const {
  auto name = value_of(key);
  MDB_val value{size, nullptr};
  check("mdb_put", mdb_put(write.get(), id_, &name, &value, MDB_RESERVE));
  return {static_cast<char*>(value.mv_data), size};
}

void Table::remove(Write& write, std::string_view key) const {
  auto name = value_of(key);
  if (const int code = mdb_del(write.get(), id_, &name, nullptr); code != MDB_NOTFOUND) check("mdb_del", code);
}

void Table::remove(Write& write, std::string_view key, std::string_view duplicate) const {
  auto name = value_of(key);
  auto value = value_of(duplicate);
  if (const int code = mdb_del(write.get(), id_, &name, &value); code != MDB_NOTFOUND) check("mdb_del", code);
}

void Table::clear(Write& write) const { check("mdb_drop", mdb_drop(write.get(), id_, 0)); }

std::size_t Table::size(MDB_txn* txn) const {
  MDB_stat stat{};
  check("mdb_stat", mdb_stat(txn, id_, &stat));
  return stat.ms_entries;
}

Cursor::Cursor(MDB_txn* txn, const Table& table) {
  MDB_cursor* cursor = nullptr;
  check("mdb_cursor_open", mdb_cursor_open(txn, table.id(), &cursor));
  handle_.reset(cursor);
}

bool Cursor::find(std::string_view key) {
  key_ = value_of(key);
  return move(MDB_SET_KEY);
}

bool Cursor::move(MDB_cursor_op operation) {
  const int code = mdb_cursor_get(handle_.get(), &key_, &value_, operation);
  if (code == MDB_NOTFOUND) return false;
  check("mdb_cursor_get", code);
  return true;
}

}  // namespace smartmove::web::lmdb
