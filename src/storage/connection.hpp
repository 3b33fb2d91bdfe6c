#pragma once

#include <memory>
#include <soci/soci.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/dialect.hpp"
#include "storage/query.hpp"
#include "storage/statement.hpp"

namespace sqlite_api {
struct sqlite3;
}
struct pg_conn;

namespace smartmove::storage {

/// One open connection and its prepared statements. Used by one thread at a time. Failures are soci::soci_error.
class Connection {
 public:
  Connection(soci::session& session, Dialect dialect) : session_(session), dialect_(dialect) {}

  Dialect dialect() const { return dialect_; }

  /// The prepared statement for the query and these types, from the cache if it was used here before.
  Statement& statement(const Query& query, std::span<const Wire> arguments, std::span<const Wire> columns);
  void forget_statements();

  /// Several statements without parameters, sent as they are.
  void run_script(const std::string& sql);

  bool in_transaction();
  bool is_broken();  ///< the server is gone; costs nothing to ask

  sqlite_api::sqlite3* sqlite();  ///< only on SQLite
  ::pg_conn* postgres();          ///< only on PostgreSQL

 private:
  soci::session& session_;
  Dialect dialect_;
  // By SQL text rather than by name, so that a query made on the spot cannot meet another one's statement.
  std::vector<std::unique_ptr<std::string>> texts_;
  std::unordered_map<std::string_view, std::vector<std::unique_ptr<Statement>>> statements_;
};

}  // namespace smartmove::storage
