#include "tasks/wake.hpp"

namespace smartmove::tasks {

std::uint64_t Wake::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void Wake::wake() {
  {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  changed_.notify_all();
}

void Wake::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

bool Wake::wait(std::uint64_t seen, std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, at_most, [&] { return stopped_ || count_ != seen; });
  return !stopped_;
}

}  // namespace smartmove::tasks
