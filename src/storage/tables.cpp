#include "storage/tables.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "storage/sql.hpp"

namespace smartmove::storage {
namespace {

struct ColumnRow {
  std::string table;
  std::string name;
  std::string type;
  int key_position = 0;
};
BOOST_DESCRIBE_STRUCT(ColumnRow, (), (table, name, type, key_position))

struct Watcher {
  std::string away;
  std::string back;
};
BOOST_DESCRIBE_STRUCT(Watcher, (), (away, back))

// A restored database has migrations of its own, and its nodes have missed nothing.
constexpr std::array<std::string_view, 2> of_this_database_only{"schema_migration", "change"};

base::Result<Wire> wire_of(const ColumnRow& column) {
  if (column.type == "TEXT") return Wire::text;
  if (column.type == "BIGINT" || column.type == "INTEGER") return Wire::integer;
  if (column.type == "DOUBLE PRECISION") return Wire::real;
  return base::fail(base::ErrorKind::internal,
                    fmt::format("The column {}.{} is of the type {}, which backups do not know.", column.table,
                                column.name, column.type));
}

std::string identifier(std::string_view name) { return fmt::format("\"{}\"", name); }

std::vector<std::string> quoted_names(const Table& table) {
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(identifier(column.name));
  return names;
}

std::vector<Wire> wires_of(const Table& table) {
  std::vector<Wire> wires;
  for (const auto& column : table.columns) wires.push_back(column.wire);
  return wires;
}

std::string select_all(const Table& table) {
  std::vector<std::string> order;
  for (const auto& name : table.key) order.push_back(identifier(name));
  return fmt::format("SELECT {} FROM {}{}{}", fmt::join(quoted_names(table), ", "), identifier(table.name),
                     order.empty() ? "" : " ORDER BY ", fmt::join(order, ", "));
}

/// libpq holds a whole answer in memory, so the rows come by a cursor.
base::Result<> each_row_by_cursor(Session& session, const Table& table, const TakeRow& take) {
  const auto cursor = identifier("rows of " + table.name);
  const auto wires = wires_of(table);
  TRY(session.run_script(fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, select_all(table))));
  const auto fetch = fmt::format("FETCH FORWARD 500 FROM {}", cursor);
  for (bool more = true; more;) {
    more = false;
    TRY(session.each_row({"storage/fetch_rows", fetch, fetch}, wires, [&](std::span<const Slot> row) {
      more = true;
      return take(row);
    }));
  }
  return session.run_script("CLOSE " + cursor);
}

}  // namespace

base::Result<std::vector<Table>> list_tables(Session& session) {
  std::vector<Table> tables;
  std::vector<std::pair<int, std::string>> key;
  const auto take_key = [&] {
    std::ranges::sort(key);
    for (auto& [position, name] : key) tables.back().key.push_back(std::move(name));
    key.clear();
  };
  for (auto& column : TRY(session.all<ColumnRow>(sql::table_columns))) {
    if (std::ranges::count(of_this_database_only, column.table) > 0) continue;
    if (tables.empty() || tables.back().name != column.table) {
      if (!tables.empty()) take_key();
      tables.push_back({column.table, {}, {}});
    }
    const auto wire = TRY(wire_of(column));
    tables.back().columns.push_back({column.name, wire});
    if (column.key_position > 0) key.emplace_back(column.key_position, column.name);
  }
  if (!tables.empty()) take_key();
  return tables;
}

base::Result<> each_row(Session& session, const Table& table, const TakeRow& take) {
  if (session.dialect() == Dialect::postgres) return each_row_by_cursor(session, table, take);
  const auto select = select_all(table);
  return session.each_row({"storage/each_row", select, select}, wires_of(table), take);
}

base::Result<> insert_row(Session& session, const Table& table, std::span<const Slot> row) {
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < table.columns.size(); ++i) parameters.push_back(fmt::format(":c{}", i));
  const auto insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", identifier(table.name),
                                  fmt::join(quoted_names(table), ", "), fmt::join(parameters, ", "));
  return session.execute_row({"storage/insert_row", insert, insert}, row);
}

base::Result<> delete_rows(Session& session, const Table& table) {
  return session.run_script("DELETE FROM " + identifier(table.name));
}

base::Result<> load_rows(Session& session, const std::function<base::Result<>()>& load) {
  const auto watchers = TRY(session.all<Watcher>(sql::row_watchers));
  for (const auto& watcher : watchers) TRY(session.run_script(watcher.away));
  TRY(load());
  for (const auto& watcher : watchers) TRY(session.run_script(watcher.back));
  return {};
}

base::Result<> drop_everything(Session& session) {
  for (const auto& statement : TRY(session.all<std::string>(sql::drop_statements))) TRY(session.run_script(statement));
  return {};
}

}  // namespace smartmove::storage
