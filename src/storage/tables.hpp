#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "storage/session.hpp"

/// The tables as the database itself describes them, and their rows as they lie there: what a backup is made of, the
/// same from both databases.
namespace smartmove::storage {

struct TableColumn {
  std::string name;
  Wire wire = Wire::text;

  friend bool operator==(const TableColumn&, const TableColumn&) = default;
};

struct Table {
  std::string name;
  std::vector<TableColumn> columns;  ///< as the migrations made them
  std::vector<std::string> key;      ///< the columns of the primary key, by which its rows are ordered
};

/// Every table by name, but those that say nothing elsewhere: the list of migrations and the change feed's.
/// internal: a column of a type that migrations/README.md does not know.
base::Result<std::vector<Table>> list_tables(Session& session);

/// Gives the row's columns in the order of the table's; an Error ends the walk and is its result.
using TakeRow = std::function<base::Result<>(std::span<const Slot>)>;

/// Every row, a few at a time in memory. `take` must not use the session.
base::Result<> each_row(Session& session, const Table& table, const TakeRow& take);

/// Adds one row; its slots as each_row() gives them.
base::Result<> insert_row(Session& session, const Table& table, std::span<const Slot> row);

/// Takes all rows away: migrations may have put some there.
base::Result<> delete_rows(Session& session, const Table& table);

/// Runs `load` in a Database::change_schema() while no trigger acts on the rows that it adds and no order of rows is
/// asked for; all references are checked before the transaction ends.
base::Result<> load_rows(Session& session, const std::function<base::Result<>()>& load);

/// In a Database::change_schema(): takes away every table and function of the schema that is used.
base::Result<> drop_everything(Session& session);

}  // namespace smartmove::storage
