#include "web/access_log.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace smartmove::web {
namespace {

constexpr std::size_t max_path_bytes = 512;
constexpr std::chrono::milliseconds pause_between_writes{50};

std::string_view name_of(AccessEntry::Cache cache) {
  switch (cache) {
    case AccessEntry::Cache::hit: return "hit";
    case AccessEntry::Cache::miss: return "miss";
    case AccessEntry::Cache::none: break;
  }
  return "none";
}

}  // namespace

void AccessLog::Ring::push(AccessEntry entry) {
  const auto written = written_.load(std::memory_order_relaxed);
  if (written - read_.load(std::memory_order_acquire) == slots_.size()) {
    dropped_.store(dropped_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    return;
  }
  if (entry.path.size() > max_path_bytes) entry.path.resize(max_path_bytes);
  slots_[written % slots_.size()] = std::move(entry);
  written_.store(written + 1, std::memory_order_release);
}

AccessLog::AccessLog(std::vector<std::string> routes, std::size_t ring_capacity)
    : routes_(std::move(routes)),
      ring_capacity_(std::max<std::size_t>(ring_capacity, 1)),
      thread_([this] { work(); }) {}

AccessLog::~AccessLog() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

AccessLog::Ring& AccessLog::add_thread() {
  const std::lock_guard lock(mutex_);
  return *rings_.emplace_back(std::make_unique<Ring>(ring_capacity_));
}

void AccessLog::turn(bool on) {
  {
    const std::lock_guard lock(mutex_);
    on_ = on;
  }
  changed_.notify_all();
}

std::uint64_t AccessLog::dropped() const {
  const std::lock_guard lock(mutex_);
  std::uint64_t dropped = 0;
  for (const auto& ring : rings_) dropped += ring->dropped_.load(std::memory_order_relaxed);
  return dropped;
}

/// Looks now and then rather than being woken: to wake a thread would cost every request more than its answer does.
void AccessLog::work() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    changed_.wait(lock, [this] { return on_ || ending_; });
    changed_.wait_for(lock, pause_between_writes, [this] { return !on_ || ending_; });
    write_all();
  }
  write_all();
}

void AccessLog::write_all() {
  for (const auto& ring : rings_) {
    auto read = ring->read_.load(std::memory_order_relaxed);
    while (read != ring->written_.load(std::memory_order_acquire)) {
      write(ring->slots_[read % ring->slots_.size()]);
      ring->read_.store(++read, std::memory_order_release);
    }
  }
}

void AccessLog::write(const AccessEntry& entry) const {
  base::log(spdlog::level::info, "request",
            {{"method", to_string(entry.method)},
             {"path", entry.path},
             {"route", entry.route < routes_.size() ? routes_[entry.route] : "none"},
             {"status", entry.status},
             {"bytes", entry.bytes},
             {"microseconds", std::chrono::duration_cast<std::chrono::microseconds>(entry.took).count()},
             {"cache", name_of(entry.cache)}});
}

}  // namespace smartmove::web
