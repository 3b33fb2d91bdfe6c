#include "storage/integrity.hpp"

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "storage/connection.hpp"

namespace smartmove::storage {
namespace {

using Clock = std::chrono::steady_clock;

/// Ends a statement of this connection when the time is up.
class Deadline {
 public:
  Deadline(sqlite_api::sqlite3* connection, std::optional<std::chrono::milliseconds> at_most)
      : connection_(connection), end_(Clock::now() + at_most.value_or(std::chrono::hours(24 * 365))) {
    constexpr int instructions = 2000;  // some tens of microseconds
    const auto is_over = [](void* self) { return Clock::now() < static_cast<Deadline*>(self)->end_ ? 0 : 1; };
    sqlite_api::sqlite3_progress_handler(connection_, instructions, is_over, this);
  }
  ~Deadline() { sqlite_api::sqlite3_progress_handler(connection_, 0, nullptr, nullptr); }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

 private:
  sqlite_api::sqlite3* connection_;
  Clock::time_point end_;
};

base::Failure damaged(const Database& database, const std::string& found) {
  return base::fail(base::ErrorKind::unavailable,
                    fmt::format("The database {} is damaged: keep a copy of it, restore a backup into another data "
                                "directory with \"smartmove restore\", and serve that one.",
                                database.description()),
                    found);
}

/// The first line of the pragma's answer; `ok` of a sound file.
int first_line(sqlite_api::sqlite3* connection, const char* pragma, std::string& line) {
  const auto take = [](void* into, int columns, char** values, char**) {
    auto& text = *static_cast<std::string*>(into);
    if (text.empty() && columns > 0 && values[0] != nullptr) text = values[0];
    return 0;
  };
  return sqlite_api::sqlite3_exec(connection, pragma, take, &line, nullptr);
}

base::Result<Verdict> run_check(const Database& database, sqlite_api::sqlite3* connection, const char* pragma,
                                std::string_view sound) {
  std::string line;
  const int code = first_line(connection, pragma, line);
  if ((code & 0xff) == SQLITE_INTERRUPT) return Verdict::unfinished;
  if (code != SQLITE_OK) return damaged(database, sqlite_api::sqlite3_errmsg(connection));
  if (line != sound) return damaged(database, fmt::format("{}: {}", pragma, line));
  return Verdict::sound;
}

base::Result<Verdict> check(const Database& database, sqlite_api::sqlite3* connection, Scrutiny scrutiny) {
  if (scrutiny == Scrutiny::quick) return run_check(database, connection, "PRAGMA quick_check(1)", "ok");
  const auto verdict = TRY(run_check(database, connection, "PRAGMA integrity_check(1)", "ok"));
  if (verdict == Verdict::unfinished) return verdict;
  return run_check(database, connection, "PRAGMA foreign_key_check", "");
}

}  // namespace

base::Result<Verdict> check_integrity(Database& database, Scrutiny scrutiny,
                                      std::optional<std::chrono::milliseconds> at_most) {
  if (database.dialect() != Dialect::sqlite) return Verdict::sound;
  return database.read([&](Session& session) -> base::Result<Verdict> {
    auto* connection = session.connection().sqlite();
    const Deadline deadline(connection, at_most);
    return check(database, connection, scrutiny);
  });
}

}  // namespace smartmove::storage
