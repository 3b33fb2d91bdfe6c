#include "storage/outage.hpp"

#include <algorithm>

namespace smartmove::storage {
namespace {

using namespace std::chrono_literals;

constexpr Outage::Clock::duration first_pause = 50ms;
constexpr Outage::Clock::duration longest_pause = 2s;
constexpr Outage::Clock::duration longest_attempt = 15s;  // of the one who tries; connections give up earlier

}  // namespace

base::Result<> Outage::may_try(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  if (!error_) return {};
  if (now < next_attempt_) return base::fail(*error_);
  next_attempt_ = now + longest_attempt;
  return {};
}

void Outage::failed(const base::Error& error, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  pause_ = error_ ? std::min(pause_ * 2, longest_pause) : first_pause;
  error_ = error;
  next_attempt_ = now + pause_;
}

void Outage::over() {
  const std::lock_guard lock(mutex_);
  error_.reset();
}

}  // namespace smartmove::storage
