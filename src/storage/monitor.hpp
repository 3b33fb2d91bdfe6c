#pragma once

#include <atomic>
#include <memory>

#include "storage/coverage.hpp"
#include "storage/query.hpp"
#include "storage/statistics.hpp"

namespace smartmove::storage {

/// Counts what the database does. Thread-safe.
class Monitor {
 public:
  explicit Monitor(Dialect dialect) : coverage_(dialect) {}

  void query_ran(const Query& query) {
    ++queries;
    coverage_.ran(query);
  }
  Statistics statistics() const;

  std::atomic<std::uint64_t> reads{0}, writes{0}, rollbacks{0}, retries{0}, queries{0};
  std::atomic<std::uint64_t> read_microseconds{0}, write_microseconds{0}, changes{0}, feed_reconnects{0};

 private:
  Coverage coverage_;
};

}  // namespace smartmove::storage
