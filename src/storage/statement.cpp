#include "storage/statement.hpp"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "storage/parameters.hpp"

namespace smartmove::storage {

struct Statement::Parts {
  Parts(soci::session& session, Dialect in_dialect) : dialect(in_dialect), statement(session) {}

  Dialect dialect;
  // SOCI keeps pointers into these: they are filled once, before the statement is bound.
  std::vector<Slot> arguments;
  std::vector<Slot> columns;
  std::deque<soci::indicator> argument_nulls;
  std::deque<soci::indicator> column_nulls;
  soci::statement statement;  // destroyed first

  auto* sqlite() { return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend()); }
  auto* postgres() { return static_cast<soci::postgresql_statement_backend*>(statement.get_backend()); }

  void add_slots(std::span<const Wire> argument_wires, std::span<const Wire> column_wires);
  void exchange();
  void check_columns();
  void take_column_nulls();
};

void Statement::Parts::add_slots(std::span<const Wire> argument_wires, std::span<const Wire> column_wires) {
  for (const Wire wire : argument_wires) arguments.push_back({.wire = wire});
  for (const Wire wire : column_wires) columns.push_back({.wire = wire});
  argument_nulls.resize(arguments.size(), soci::i_ok);
  column_nulls.resize(columns.size(), soci::i_ok);
}

void Statement::Parts::exchange() {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Slot& slot = arguments[i];
    soci::indicator& null = argument_nulls[i];
    if (slot.wire == Wire::integer) statement.exchange(soci::use(std::as_const(slot.integer), null));
    if (slot.wire == Wire::real) statement.exchange(soci::use(std::as_const(slot.real), null));
    if (slot.wire == Wire::text) statement.exchange(soci::use(std::as_const(slot.text), null));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Slot& slot = columns[i];
    soci::indicator& null = column_nulls[i];
    if (slot.wire == Wire::integer) statement.exchange(soci::into(slot.integer, null));
    if (slot.wire == Wire::real) statement.exchange(soci::into(slot.real, null));
    if (slot.wire == Wire::text) statement.exchange(soci::into(slot.text, null));
  }
}

/// A row type with another number of members than the query has columns would otherwise read NULLs.
void Statement::Parts::check_columns() {
  if (columns.empty()) return;
  const int found = dialect == Dialect::sqlite ? sqlite()->prepare_for_describe() : PQnfields(postgres()->result_);
  if (static_cast<std::size_t>(found) == columns.size()) return;
  throw soci::soci_error(fmt::format("The query gives {} columns and its row type has {}.", found, columns.size()));
}

void Statement::Parts::take_column_nulls() {
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].null = column_nulls[i] == soci::i_null;
}

Statement::Statement(soci::session& session, Dialect dialect, std::string_view sql, std::span<const Wire> arguments,
                     std::span<const Wire> columns)
    : parts_(std::make_unique<Parts>(session, dialect)) {
  const NumberedQuery query = number_parameters(sql);
  if (query.parameters != arguments.size()) {
    throw soci::soci_error(
        fmt::format("The query has {} parameters and was given {} arguments.", query.parameters, arguments.size()));
  }
  parts_->add_slots(arguments, columns);
  parts_->exchange();
  parts_->statement.alloc();
  // SOCI asks for the parameters' names when a statement fails, and does not know that these have none.
  if (dialect == Dialect::postgres) parts_->postgres()->names_.resize(arguments.size());
  parts_->statement.prepare(query.text);
  parts_->statement.define_and_bind();
  if (dialect == Dialect::sqlite) parts_->check_columns();
}

Statement::~Statement() = default;

bool Statement::fits(std::span<const Wire> arguments, std::span<const Wire> columns) const {
  const auto same = [](const Slot& slot, Wire wire) { return slot.wire == wire; };
  return std::ranges::equal(parts_->arguments, arguments, same) && std::ranges::equal(parts_->columns, columns, same);
}

std::span<Slot> Statement::arguments() { return parts_->arguments; }
std::span<const Slot> Statement::columns() const { return parts_->columns; }

bool Statement::execute() {
  for (std::size_t i = 0; i < parts_->arguments.size(); ++i) {
    parts_->argument_nulls[i] = parts_->arguments[i].null ? soci::i_null : soci::i_ok;
  }
  const bool found = parts_->statement.execute(true);
  if (parts_->dialect == Dialect::postgres) parts_->check_columns();
  parts_->take_column_nulls();
  return found && !parts_->columns.empty();
}

bool Statement::fetch() {
  const bool found = parts_->statement.fetch();
  parts_->take_column_nulls();
  return found;
}

std::int64_t Statement::affected_rows() { return parts_->statement.get_affected_rows(); }

void Statement::reset() noexcept {
  if (parts_->dialect == Dialect::sqlite) {
    sqlite_api::sqlite3_reset(parts_->sqlite()->stmt_);
  } else {
    parts_->postgres()->result_.reset();
  }
}

}  // namespace smartmove::storage
