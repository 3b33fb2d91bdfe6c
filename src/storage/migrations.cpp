#include "storage/migrations.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/log.hpp"
#include "base/time.hpp"
#include "storage/sql.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;

struct TableCount {
  int ours = 0;
  int all = 0;
};
BOOST_DESCRIBE_STRUCT(TableCount, (), (ours, all))

struct Applied {
  std::string name;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (name, sha256))

const std::string create_list =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "name TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)";

base::Failure foreign_tables(const Database& database) {
  return base::fail(ErrorKind::unavailable, fmt::format("{} holds another program's tables: give Smart Move an empty "
                                                        "database, by --data or --database.",
                                                        database.description()));
}

base::Failure newer_schema(const Database& database, const std::string& name) {
  return base::fail(ErrorKind::unavailable,
                    fmt::format("{} is from a newer version of Smart Move (this one does not know the migration {}): "
                                "install that version, or restore a backup from before it.",
                                database.description(), name));
}

base::Failure nothing_in(const Database& database) {
  return base::fail(ErrorKind::not_found,
                    fmt::format("{} is empty: fill it with \"smartmove import DIR\", make an empty site in it with "
                                "\"smartmove init\", or choose another by --data or --database.",
                                database.description()));
}

base::Failure changed_text(const Database& database, const std::string& name) {
  return base::fail(ErrorKind::unavailable,
                    fmt::format("The migration {} was applied to {} with another text than this program has: install "
                                "the version that made the database, and never change a migration that was released.",
                                name, database.description()));
}

base::Result<std::vector<Applied>> list_applied(const Database& database, Session& session) {
  switch (TRY(contents_of(session))) {
    case Contents::ours: return session.all<Applied>(sql::list_migrations);
    case Contents::foreign: return foreign_tables(database);
    case Contents::nothing: break;
  }
  return std::vector<Applied>();
}

/// Those of `known` that were not applied; refuses a history that is not the beginning of ours.
base::Result<std::vector<Migration>> missing(const Database& database, Session& session,
                                             const std::vector<Migration>& known) {
  std::vector<Migration> rest = known;
  for (const auto& applied : TRY(list_applied(database, session))) {
    const auto found = std::ranges::find(rest, applied.name, &Migration::name);
    if (found == rest.end()) return newer_schema(database, applied.name);
    if (found->sha256 != applied.sha256) return changed_text(database, applied.name);
    rest.erase(found);
  }
  return rest;
}

base::Result<> apply(Session& session, const Migration& migration) {
  TRY(session.run_script(create_list));
  auto ran = session.run_script(std::string(migration.sql));
  if (!ran) {
    auto error = std::move(ran).error();
    error.message = fmt::format("The migration {} failed and was undone. {}", migration.name, error.message);
    return base::fail(std::move(error));
  }
  TRY(session.execute(sql::insert_migration, migration.name, migration.sha256, base::now()));
  return {};
}

/// Applies the first one that is missing; its name, or nothing if none was.
base::Result<std::string> apply_next(Database& database, const std::vector<Migration>& known) {
  return database.change_schema([&](Session& session) -> base::Result<std::string> {
    // Asked again in each transaction: another node may have applied it in the meantime.
    const auto rest = TRY(missing(database, session, known));
    if (rest.empty()) return std::string();
    TRY(apply(session, rest.front()));
    return rest.front().name;
  });
}

}  // namespace

base::Result<std::vector<std::string>> pending(Database& database, std::span<const base::embedded::File> files) {
  const auto known = TRY(migrations_for(database.dialect(), files));
  return database.read([&](Session& session) -> base::Result<std::vector<std::string>> {
    std::vector<std::string> names;
    for (const auto& migration : TRY(missing(database, session, known))) names.push_back(migration.name);
    return names;
  });
}

base::Result<std::vector<std::string>> applied(const Database& database, Session& session,
                                               std::span<const base::embedded::File> files) {
  const auto known = TRY(migrations_for(session.dialect(), files));
  const auto rest = TRY(missing(database, session, known));
  std::vector<std::string> names;
  for (const auto& migration : known) {
    if (std::ranges::count(rest, migration.name, &Migration::name) == 0) names.push_back(migration.name);
  }
  return names;
}

base::Result<> check_known(std::span<const std::string> names, std::span<const base::embedded::File> files) {
  const auto known = TRY(migrations_for(Dialect::sqlite, files));  // names are the same for both
  for (const auto& name : names) {
    if (std::ranges::count(known, name, &Migration::name) > 0) continue;
    return base::fail(ErrorKind::invalid, fmt::format("This version of Smart Move does not know the migration {}: "
                                                      "install the version that made it, or a newer one.",
                                                      name));
  }
  return {};
}

base::Result<std::vector<std::string>> unknown_to(std::span<const std::string> names,
                                                  std::span<const base::embedded::File> files) {
  std::vector<std::string> unknown;
  for (const auto& migration : TRY(migrations_for(Dialect::sqlite, files))) {
    if (std::ranges::count(names, migration.name) == 0) unknown.push_back(migration.name);
  }
  return unknown;
}

base::Result<> build_schema(Session& session, std::span<const std::string> names,
                            std::span<const base::embedded::File> files) {
  TRY(check_known(names, files));
  for (const auto& migration : TRY(migrations_for(session.dialect(), files))) {
    if (std::ranges::count(names, migration.name) > 0) TRY(apply(session, migration));
  }
  return {};
}

base::Result<Contents> contents_of(Session& session) {
  const auto count = TRY(session.one<TableCount>(sql::count_tables)).value_or(TableCount{});
  return count.ours > 0 ? Contents::ours : count.all > 0 ? Contents::foreign : Contents::nothing;
}

base::Result<std::vector<std::string>> migrate(Database& database, std::span<const base::embedded::File> files) {
  const auto known = TRY(migrations_for(database.dialect(), files));
  std::vector<std::string> names;
  for (auto name = TRY(apply_next(database, known)); !name.empty(); name = TRY(apply_next(database, known))) {
    base::log(spdlog::level::info, "migration_applied", {{"name", name}});
    names.push_back(name);
  }
  return names;
}

base::Result<> check_schema(Database& database, std::span<const base::embedded::File> files) {
  const auto names = TRY(pending(database, files));
  if (names.empty()) return {};
  if (names.size() == TRY(migrations_for(database.dialect(), files)).size()) return nothing_in(database);
  return base::fail(ErrorKind::unavailable,
                    fmt::format("{} lacks {} of this version's migrations ({}): run \"smartmove migrate\".",
                                database.description(), names.size(), fmt::join(names, ", ")));
}

}  // namespace smartmove::storage
