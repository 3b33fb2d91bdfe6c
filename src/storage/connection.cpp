#include "storage/connection.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace smartmove::storage {

Statement& Connection::statement(const Query& query, std::span<const Wire> arguments, std::span<const Wire> columns) {
  const std::string_view sql = dialect_ == Dialect::sqlite ? query.sqlite : query.postgres;
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    texts_.push_back(std::make_unique<std::string>(sql));
    found = statements_.try_emplace(*texts_.back()).first;
  }
  for (auto& statement : found->second) {
    if (statement->fits(arguments, columns)) return *statement;
  }
  found->second.push_back(std::make_unique<Statement>(session_, dialect_, sql, arguments, columns));
  return *found->second.back();
}

void Connection::forget_statements() {
  statements_.clear();
  texts_.clear();
}

void Connection::run_script(const std::string& sql) {
  if (dialect_ == Dialect::sqlite) {
    if (const int code = sqlite_api::sqlite3_exec(sqlite(), sql.c_str(), nullptr, nullptr, nullptr);
        code != SQLITE_OK) {
      throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(sqlite()), code);
    }
    return;
  }
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(postgres(), sql.c_str()), PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  throw soci::postgresql_soci_error(PQerrorMessage(postgres()), state == nullptr ? "     " : state);
}

bool Connection::in_transaction() {
  if (dialect_ == Dialect::sqlite) return sqlite_api::sqlite3_get_autocommit(sqlite()) == 0;
  return PQtransactionStatus(postgres()) != PQTRANS_IDLE;
}

bool Connection::is_broken() { return dialect_ == Dialect::postgres && PQstatus(postgres()) != CONNECTION_OK; }

sqlite_api::sqlite3* Connection::sqlite() {
  return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
}

::pg_conn* Connection::postgres() {
  return static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
}

}  // namespace smartmove::storage
