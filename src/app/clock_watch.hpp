#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <thread>

#include "base/time.hpp"

namespace smartmove::app {

/// Notices when the system's clock was set back. Pages are kept until a moment on it, so those made before have then
/// been made too early and must go.
class ClockWatch {
 public:
  using Steady = std::chrono::steady_clock;

  /// Looks every second, on a thread of its own; `set_back` is called there.
  explicit ClockWatch(std::function<void()> set_back);
  ~ClockWatch();
  ClockWatch(const ClockWatch&) = delete;
  ClockWatch& operator=(const ClockWatch&) = delete;

  /// Two looks at both clocks.
  struct Look {
    base::Instant wall;
    Steady::time_point steady;
  };
  /// Whether the wall clock lost more than a second between them; slowing it down a little is how clocks are kept
  /// right.
  static bool was_set_back(const Look& before, const Look& now);

 private:
  static void run(const std::stop_token& stop, const std::function<void()>& set_back);
  std::jthread thread_;
};

}  // namespace smartmove::app
