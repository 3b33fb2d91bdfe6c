#pragma once

#include <chrono>
#include <cstdint>

namespace smartmove::storage {

/// What the database has done since it was opened, for /metrics.
struct Statistics {
  std::uint64_t reads = 0;               ///< transactions of Database::read()
  std::uint64_t writes = 0;              ///< committed transactions of Database::write()
  std::uint64_t rollbacks = 0;           ///< transactions of either that ended without a commit
  std::uint64_t retries = 0;             ///< write transactions run again after a serialisation failure
  std::uint64_t queries = 0;             ///< statements executed
  std::uint64_t read_microseconds = 0;   ///< in all, waiting for a connection included
  std::uint64_t write_microseconds = 0;  ///< in all, waiting for a connection included
  std::uint64_t changes = 0;             ///< changes delivered to listeners
  std::uint64_t feed_reconnects = 0;     ///< times the change feed had to connect again (PostgreSQL)
};

/// What this thread has spent in transactions since it began, waiting for a connection included.
std::chrono::microseconds database_time_of_this_thread();

}  // namespace smartmove::storage
