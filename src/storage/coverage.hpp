#pragma once

#include <mutex>
#include <string>
#include <unordered_set>

#include "storage/dialect.hpp"
#include "storage/query.hpp"

namespace smartmove::storage {

/// For tests: appends `name dialect` once for each query that ran to the file that SMARTMOVE_SQL_COVERAGE names, for
/// tools/sql_coverage.py. Does nothing without that variable. Thread-safe.
class Coverage {
 public:
  explicit Coverage(Dialect dialect);
  ~Coverage();
  Coverage(const Coverage&) = delete;
  Coverage& operator=(const Coverage&) = delete;

  void ran(const Query& query);

 private:
  Dialect dialect_;
  int file_ = -1;
  std::mutex mutex_;
  std::unordered_set<std::string> seen_;
};

}  // namespace smartmove::storage
