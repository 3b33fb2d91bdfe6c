#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "base/result.hpp"

namespace smartmove::storage {

/// Keeps those who need a connection from waiting for a server that is gone: after an attempt has failed nobody tries
/// for a while, longer after each failure, and then one does while the others are refused at once. Thread-safe.
class Outage {
 public:
  using Clock = std::chrono::steady_clock;

  /// Whether an attempt may be made now; else the failure of the last.
  base::Result<> may_try(Clock::time_point now = Clock::now());
  void failed(const base::Error& error, Clock::time_point now = Clock::now());
  void over();

 private:
  std::mutex mutex_;
  std::optional<base::Error> error_;
  Clock::time_point next_attempt_;
  Clock::duration pause_{};
};

}  // namespace smartmove::storage
