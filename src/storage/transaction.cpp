#include "storage/transaction.hpp"

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/log.hpp"
#include "storage/errors.hpp"

namespace smartmove::storage {
namespace {

// The lock keeps two nodes from changing the same schema at once; it goes with the transaction.
constexpr const char* begin_postgres_schema =
    "BEGIN ISOLATION LEVEL READ COMMITTED;"
    "SELECT pg_advisory_xact_lock(hashtext('smartmove schema'), hashtext(current_schema()))";

const char* begin_statement(Dialect dialect, TransactionMode mode) {
  if (dialect == Dialect::postgres) {
    if (mode == TransactionMode::read) return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    if (mode == TransactionMode::write) return "BEGIN ISOLATION LEVEL SERIALIZABLE";
    return begin_postgres_schema;
  }
  if (mode == TransactionMode::read) return "BEGIN";
  if (mode == TransactionMode::write) return "BEGIN IMMEDIATE";
  // Rebuilding a table drops one that others refer to, so the references are checked at the end instead.
  return "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE";
}

void check_foreign_keys(Connection& connection) {
  int broken = 0;
  const auto count = [](void* rows, int, char**, char**) { return ++*static_cast<int*>(rows), 0; };
  sqlite_api::sqlite3_exec(connection.sqlite(), "PRAGMA foreign_key_check", count, &broken, nullptr);
  if (broken == 0) return;
  throw soci::sqlite3_soci_error(fmt::format("{} rows refer to rows that are not there", broken),
                                 SQLITE_CONSTRAINT_FOREIGNKEY);
}

}  // namespace

void Transaction::begin_on(Connection& connection) {
  connection.run_script(begin_statement(connection.dialect(), mode_));
}

base::Result<> Transaction::begin() {
  for (bool first = true;; first = false) {
    try {
      begin_on(lease_.connection());
      return {};
    } catch (const soci::soci_error& failure) {
      if (!first || !lease_.connection().is_broken()) return base::fail(translate(failure, "begin").error);
    }
    TRY(lease_.reopen());
  }
}

void Transaction::commit_on(Connection& connection) {
  if (!connection.in_transaction()) throw soci::soci_error("the transaction was ended by a statement inside it");
  if (mode_ == TransactionMode::schema && connection.dialect() == Dialect::sqlite) check_foreign_keys(connection);
  connection.run_script("COMMIT");
}

base::Result<> Transaction::commit(bool& can_be_retried) {
  try {
    commit_on(lease_.connection());
    return {};
  } catch (const soci::soci_error& failure) {
    auto translated = translate(failure, "commit");
    can_be_retried = translated.can_be_retried;
    if (lease_.connection().is_broken()) {
      translated.error.message =
          "The connection to the database was lost while saving: look whether it was saved before trying again.";
    }
    return base::fail(std::move(translated.error));
  }
}

Transaction::~Transaction() {
  if (!lease_.is_open()) return;  // it was lost and could not be made anew
  Connection& connection = lease_.connection();
  try {
    if (connection.in_transaction() && !connection.is_broken()) connection.run_script("ROLLBACK");
    if (mode_ == TransactionMode::schema && connection.dialect() == Dialect::sqlite) {
      connection.run_script("PRAGMA foreign_keys = ON");
    }
  } catch (const soci::soci_error& failure) {
    // The lease closes a connection that is still in a transaction, and that ends it.
    base::log(spdlog::level::warn, "rollback_failed", {{"cause", translate(failure, "rollback").error.cause}});
  }
}

}  // namespace smartmove::storage
