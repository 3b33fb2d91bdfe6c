#include "storage/sqlite.hpp"

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "storage/errors.hpp"

namespace smartmove::storage {
namespace {

// synchronous=FULL: with WAL, NORMAL may lose the last acknowledged writes at a power cut.
constexpr const char* common_setup =
    "PRAGMA busy_timeout = 10000;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA temp_store = MEMORY;";

void set_up(soci::session& session, SqliteRole role) {
  Connection connection(session, Dialect::sqlite);
  sqlite_api::sqlite3_extended_result_codes(connection.sqlite(), 1);
  connection.run_script(common_setup);
  if (role == SqliteRole::reader) {
    connection.run_script("PRAGMA query_only = ON;");
    connection.run_script("SELECT count(*) FROM sqlite_schema;");  // a damaged or unreadable file shows here
    return;
  }
  std::string mode;
  session << "PRAGMA journal_mode = WAL", soci::into(mode);
  if (mode != "wal") {
    throw soci::sqlite3_soci_error("the file system does not allow write-ahead logging", SQLITE_CANTOPEN);
  }
}

base::Error describe(const soci::soci_error& failure, const std::filesystem::path& file) {
  base::Error error = translate(failure, "open").error;
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure);
  const int code = sqlite == nullptr ? SQLITE_ERROR : sqlite->result() & 0xff;
  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT) {
    error.message = fmt::format(
        "The database {} is damaged or is not a database: restore a backup of it, or choose "
        "another data directory with --data.",
        file.string());
  } else if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_IOERR || code == SQLITE_PERM) {
    error.message = fmt::format(
        "The database {} cannot be opened for writing: check its owner, its permissions and its disk.", file.string());
  } else {
    error.message = fmt::format("The database {} cannot be opened: {}", file.string(), error.message);
  }
  return error;
}

}  // namespace

ConnectionPool::Open sqlite_opener(const std::filesystem::path& file, SqliteRole role) {
  return [file, role](soci::session& session) -> base::Result<> {
    std::error_code error;
    if (role == SqliteRole::reader && !std::filesystem::exists(file, error)) {  // SQLite would make an empty one
      return base::fail(base::ErrorKind::unavailable,
                        fmt::format("The database {} is gone: put the file back, or restore a backup.", file.string()));
    }
    try {
      session.open(soci::sqlite3, file.string());
      set_up(session, role);
      return {};
    } catch (const soci::soci_error& failure) {
      return base::fail(describe(failure, file));
    }
  };
}

}  // namespace smartmove::storage
