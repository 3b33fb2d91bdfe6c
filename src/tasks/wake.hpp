#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace smartmove::tasks {

/// Lets threads sleep until there is something to look at. Waits by the steady clock, whatever happens to the time of
/// day. Thread-safe.
class Wake {
 public:
  /// Ask before looking; what comes after it ends the wait().
  std::uint64_t count() const;
  void wake();
  void stop();  ///< from now on nobody waits

  /// Until woken since `seen`, stopped, or the time is over; false once stopped.
  bool wait(std::uint64_t seen, std::chrono::milliseconds at_most);

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t count_ = 0;
  bool stopped_ = false;
};

}  // namespace smartmove::tasks
