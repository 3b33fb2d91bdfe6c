#include "storage/errors.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace smartmove::storage {
namespace {

using base::ErrorKind;

struct Meaning {
  ErrorKind kind;
  std::string_view message;
  bool can_be_retried = false;
};

constexpr Meaning conflict{ErrorKind::conflict, "Something with the same key exists already, so nothing was saved."};
constexpr Meaning invalid{ErrorKind::invalid,
                          "A rule of the database does not allow these values, so nothing was saved."};
constexpr Meaning too_large{ErrorKind::too_large,
                            "A value is larger than the database can hold, so nothing was saved."};
constexpr Meaning full{ErrorKind::unavailable,
                       "The disk of the database is full, so nothing was saved: make room and try again."};
constexpr Meaning locked{ErrorKind::unavailable,
                         "Another program holds the database locked: close it, or try again in a while."};
constexpr Meaning read_only{
    ErrorKind::unavailable,
    "The database is open for reading only, or its disk is write-protected: nothing was saved."};
constexpr Meaning damaged{ErrorKind::unavailable,
                          "The database file is damaged: stop the program and restore a backup."};
constexpr Meaning disk_error{ErrorKind::unavailable,
                             "The database file cannot be read or written: check the disk and its permissions."};
constexpr Meaning unreachable{ErrorKind::unavailable,
                              "The connection to the database was lost: check that its server runs, and try again."};
constexpr Meaning overloaded{ErrorKind::unavailable,
                             "The database server has no more connections, memory or disk to give: try again later."};
constexpr Meaning collided{ErrorKind::unavailable,
                           "Too many are writing the same thing at once, so nothing was saved: try again.", true};
constexpr Meaning internal{ErrorKind::internal, "The database refused what the program asked of it."};

template <class Key>
struct Row {
  Key code;
  Meaning meaning;
};

// Extended codes first: the first row whose code fits counts.
constexpr std::array sqlite_extended{
    Row<int>{SQLITE_CONSTRAINT_UNIQUE, conflict},
    Row<int>{SQLITE_CONSTRAINT_PRIMARYKEY, conflict},
    Row<int>{SQLITE_CONSTRAINT_ROWID, conflict},
};
constexpr std::array sqlite_primary{
    Row<int>{SQLITE_CONSTRAINT, invalid}, Row<int>{SQLITE_MISMATCH, invalid}, Row<int>{SQLITE_TOOBIG, too_large},
    Row<int>{SQLITE_FULL, full},          Row<int>{SQLITE_BUSY, locked},      Row<int>{SQLITE_LOCKED, locked},
    Row<int>{SQLITE_READONLY, read_only}, Row<int>{SQLITE_PERM, read_only},   Row<int>{SQLITE_CORRUPT, damaged},
    Row<int>{SQLITE_NOTADB, damaged},     Row<int>{SQLITE_IOERR, disk_error}, Row<int>{SQLITE_CANTOPEN, disk_error},
};

// By the beginning of the SQLSTATE (PostgreSQL manual, appendix A): longer beginnings first.
constexpr std::array postgres_states{
    Row<std::string_view>{"23505", conflict},  Row<std::string_view>{"23P01", conflict},
    Row<std::string_view>{"40001", collided},  Row<std::string_view>{"40P01", collided},
    Row<std::string_view>{"25006", read_only}, Row<std::string_view>{"53100", full},
    Row<std::string_view>{"55P03", locked},    Row<std::string_view>{"54000", too_large},
    Row<std::string_view>{"22", invalid},      Row<std::string_view>{"23", invalid},
    Row<std::string_view>{"08", unreachable},  Row<std::string_view>{"57", unreachable},
    Row<std::string_view>{"28", unreachable},  Row<std::string_view>{"53", overloaded},
    Row<std::string_view>{"58", disk_error},   Row<std::string_view>{"XX001", damaged},
    Row<std::string_view>{"XX002", damaged},   Row<std::string_view>{"     ", unreachable},
};

Meaning meaning_of_sqlite(int code) {
  for (const auto& row : sqlite_extended) {
    if (row.code == code) return row.meaning;
  }
  for (const auto& row : sqlite_primary) {
    if (row.code == (code & 0xff)) return row.meaning;
  }
  return internal;
}

Meaning meaning_of_state(std::string_view state) {
  for (const auto& row : postgres_states) {
    if (state.starts_with(row.code)) return row.meaning;
  }
  return internal;
}

}  // namespace

Translated translate(const soci::soci_error& failure, std::string_view doing) {
  Meaning meaning = internal;
  std::string code;
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure)) {
    meaning = meaning_of_sqlite(sqlite->result());
    code = std::to_string(sqlite->result());
  } else if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&failure)) {
    code = postgres->sqlstate();
    meaning = meaning_of_state(code);
  }
  // Not what(): SOCI adds the values of the arguments there, and they may be somebody's data.
  std::string text = failure.get_error_message();
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  return {{meaning.kind, std::string(meaning.message), fmt::format("{}: {} ({})", doing, text, code), {}},
          meaning.can_be_retried};
}

}  // namespace smartmove::storage
