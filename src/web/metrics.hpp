#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/refusal.hpp"

namespace smartmove::web {

/// What a route is for: the latency of a page and of a picture are no one's average.
enum class RouteClass { page, api, file, operation, none };
inline constexpr std::size_t route_class_count = 5;
RouteClass class_of(std::string_view pattern);
std::string_view name_of(RouteClass route_class);

/// Counts of one server thread: written by that thread alone, so that nothing is contended; read by Metrics.
class RequestCounters {
 public:
  explicit RequestCounters(std::vector<std::string> routes);

  /// `route` is an index into the patterns; one past the last stands for requests that fit none.
  void count(std::size_t route, int status, std::chrono::nanoseconds took);
  void count_hit() { add(cache_hits); }
  void count_miss() { add(cache_misses); }
  void count(Refusal reason) { add(refused_[static_cast<std::size_t>(reason)]); }
  void count(Turned reason) { add(turned_[static_cast<std::size_t>(reason)]); }

 private:
  friend class Metrics;
  using Counter = std::atomic<std::uint64_t>;
  static constexpr std::size_t statuses = 600;
  static constexpr std::size_t buckets = 12;
  static void add(Counter& counter, std::uint64_t amount = 1) {
    counter.store(counter.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
  }

  struct Latency {
    std::array<Counter, buckets + 1> counts{};
    Counter nanoseconds{};
  };

  std::vector<std::string> routes_;
  std::vector<RouteClass> classes_;      ///< of the routes, and of none
  std::unique_ptr<Counter[]> requests_;  ///< by route and status
  std::array<Latency, route_class_count> latency_{};
  Counter cache_hits{};
  Counter cache_misses{};
  std::array<Counter, refusal_count> refused_{};
  std::array<Counter, turned_count> turned_{};
};

/// What /metrics shows, in Prometheus' text format. Thread-safe.
class Metrics {
 public:
  using Read = std::function<double()>;

  /// `labels` go to the build info beside the version: `,database="sqlite"`.
  explicit Metrics(const std::string& labels = {});
  /// A gauge; `name` as Prometheus has it (`smartmove_queue_depth`), `help` one line. `value` must be quick,
  /// thread-safe and live as long. A name that is there already throws std::logic_error.
  void add(std::string name, std::string help, Read value);
  /// A gauge of several series, as many as there are just now: labels (`{source="kolada"}`) → value. As add().
  using ReadSeries = std::function<std::vector<std::pair<std::string, double>>()>;
  void add_series(std::string name, std::string help, ReadSeries values);
  void remove(const std::string& name);
  /// Counters of a new thread, for the route patterns it serves.
  std::shared_ptr<RequestCounters> add_thread(std::vector<std::string> routes);
  std::string render() const;

 private:
  struct Gauge {
    std::string name;
    std::string help;
    Read value;
    ReadSeries series;  ///< where it is there, instead of the value
  };
  void add(Gauge gauge);
  void render_latency(std::string& out) const;
  void render_refused(std::string& out) const;
  mutable std::mutex mutex_;
  std::vector<Gauge> gauges_;
  std::vector<std::shared_ptr<RequestCounters>> threads_;
};

}  // namespace smartmove::web
