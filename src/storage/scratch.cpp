#include "storage/scratch.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <utility>

#include "storage/data_directory.hpp"
#include "storage/errors.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite.hpp"

namespace smartmove::storage {
namespace {

base::Failure no_room(const std::filesystem::path& folder, const std::string& reason) {
  return base::fail(base::ErrorKind::unavailable,
                    fmt::format("There is no place for a temporary database in {} ({}): make room there, or name "
                                "another folder in TMPDIR.",
                                folder.string(), reason));
}

/// One consistent moment of `from`, whoever writes to it meanwhile.
int copy(sqlite_api::sqlite3* from, sqlite_api::sqlite3* to) {
  auto* backup = sqlite_api::sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) return sqlite_api::sqlite3_errcode(to);
  sqlite_api::sqlite3_backup_step(backup, -1);
  return sqlite_api::sqlite3_backup_finish(backup);
}

}  // namespace

base::Result<Scratch> Scratch::make() {
  std::error_code error;
  const auto parent = std::filesystem::temp_directory_path(error);
  if (error) return no_room("the temporary folder", error.message());
  auto name = (parent / "smartmove-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return no_room(parent, std::strerror(errno));
  return Scratch(name);
}

base::Result<> Scratch::open() {
  database_ = TRY(Database::open({.data_dir = folder_, .connections = 1}));
  return {};
}

base::Result<Scratch> Scratch::empty() {
  auto scratch = TRY(make());
  TRY(scratch.open());
  TRY(migrate(*scratch.database_));
  return scratch;
}

base::Result<Scratch> Scratch::copy_of(const std::filesystem::path& data_dir) {
  const auto source = TRY(DataDirectory::open(data_dir, Access::read_only));
  auto scratch = TRY(make());
  try {
    soci::session from;
    TRY(sqlite_opener(source.database_file(), SqliteRole::reader)(from));
    soci::session to;
    TRY(sqlite_opener(scratch.folder_ / "smartmove.db", SqliteRole::writer)(to));
    const int code = copy(Connection(from, Dialect::sqlite).sqlite(), Connection(to, Dialect::sqlite).sqlite());
    if (code != SQLITE_OK) return no_room(scratch.folder_.parent_path(), sqlite_api::sqlite3_errstr(code));
  } catch (const soci::soci_error& failure) {
    return base::fail(translate(failure, "copy").error);
  }
  TRY(scratch.open());
  return scratch;
}

Scratch::Scratch(Scratch&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), database_(std::move(other.database_)) {}

Scratch::~Scratch() {
  database_.reset();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace smartmove::storage
