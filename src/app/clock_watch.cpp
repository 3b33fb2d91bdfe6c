#include "app/clock_watch.hpp"

#include <condition_variable>
#include <mutex>

#include "base/log.hpp"

namespace smartmove::app {
namespace {
using namespace std::chrono_literals;
}

ClockWatch::ClockWatch(std::function<void()> set_back)
    : thread_([set_back = std::move(set_back)](const std::stop_token& stop) { run(stop, set_back); }) {}

ClockWatch::~ClockWatch() = default;

bool ClockWatch::was_set_back(const Look& before, const Look& now) {
  return now.wall - before.wall < now.steady - before.steady - 1s;
}

void ClockWatch::run(const std::stop_token& stop, const std::function<void()>& set_back) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  Look before{base::now(), Steady::now()};
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, 1s, [] { return false; });
    const Look now{base::now(), Steady::now()};
    if (was_set_back(before, now)) {
      base::log(spdlog::level::warn, "clock_set_back", {{"from", base::to_iso8601(before.wall)}});
      set_back();
    }
    before = now;
  }
}

}  // namespace smartmove::app
