#pragma once

#include <string_view>

namespace smartmove::storage {

/// One SQL text, made from a file in a feature's `sql/` by tools/sql_constants.py. Parameters are `:name`, bound in
/// the order in which they first appear; the same name is the same argument. PostgreSQL takes a parameter's type from
/// where it first appears: where nothing there says it, write `CAST(:name AS TEXT) IS NULL`, which both databases
/// understand.
struct Query {
  std::string_view name;  ///< `places/find_place`
  std::string_view sqlite;
  std::string_view postgres;
};

}  // namespace smartmove::storage
