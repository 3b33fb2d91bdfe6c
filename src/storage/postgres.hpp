#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "storage/connection_pool.hpp"

namespace smartmove::storage {

/// Which PostgreSQL server and database, from a `postgres://…` address.
class PostgresTarget {
 public:
  /// Reads the address; does not connect.
  static base::Result<PostgresTarget> parse(const std::string& url);

  const std::string& connection_string() const { return connection_string_; }  ///< libpq's form; holds the password
  const std::string& description() const { return description_; }              ///< for messages; does not
  std::string redact(std::string text) const;                                  ///< takes the password out

  /// The sentence for a connection that could not be made; `reason` is what libpq says.
  base::Error cannot_connect(const std::string& reason) const;

 private:
  std::string connection_string_;
  std::string description_;
  std::vector<std::string> secrets_;
};

/// How a pooled connection to it is opened and set up.
ConnectionPool::Open postgres_opener(const PostgresTarget& target);

}  // namespace smartmove::storage
