#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "storage/database.hpp"

/// The schema's history: dated SQL files that are added and never changed. The naming rule is in migrations/README.md.
namespace smartmove::storage {

struct Migration {
  std::string name;      ///< `2026-11-23-01-change-feed`, the same for both files of a pair
  std::string_view sql;  ///< the dialect's text
  std::string sha256;    ///< of that text, 64 hexadecimal digits
};

/// The migrations of one dialect in order, from files of which those that do not end in `.sql` are left out.
/// Lists every name that breaks the rule and every pair that lacks its other half.
base::Result<std::vector<Migration>> migrations_for(Dialect dialect, std::span<const base::embedded::File> files);

/// The names of the migrations that the database lacks, in order. An Error if it has one that this program does not
/// know (it is from a newer version), one whose text has changed since, or tables that are not ours.
base::Result<std::vector<std::string>> pending(
    Database& database, std::span<const base::embedded::File> files = base::embedded::migrations());

/// The names that the database has, in order; otherwise as pending().
base::Result<std::vector<std::string>> applied(
    const Database& database, Session& session,
    std::span<const base::embedded::File> files = base::embedded::migrations());

/// invalid: a name that this program does not have.
base::Result<> check_known(std::span<const std::string> names,
                           std::span<const base::embedded::File> files = base::embedded::migrations());
/// This program's names that are not among `names`, in order.
base::Result<std::vector<std::string>> unknown_to(
    std::span<const std::string> names, std::span<const base::embedded::File> files = base::embedded::migrations());

/// In a Database::change_schema() of an empty database: makes the schema that just these migrations make.
base::Result<> build_schema(Session& session, std::span<const std::string> names,
                            std::span<const base::embedded::File> files = base::embedded::migrations());

enum class Contents { nothing, ours, foreign };
base::Result<Contents> contents_of(Session& session);  ///< whose tables there are

/// Applies what is pending, each in its own transaction; the names. Two nodes that do it at once do not disturb each
/// other.
base::Result<std::vector<std::string>> migrate(
    Database& database, std::span<const base::embedded::File> files = base::embedded::migrations());

/// For a server's start: an Error that says what to do if the schema is not exactly this program's.
base::Result<> check_schema(Database& database,
                            std::span<const base::embedded::File> files = base::embedded::migrations());

}  // namespace smartmove::storage
