#include "web/metrics.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace smartmove::web {
namespace {

/// Upper bounds of the latency histogram in nanoseconds, and as Prometheus writes them in seconds.
constexpr std::array<std::pair<std::int64_t, std::string_view>, 12> bounds{{
    {20'000, "0.00002"},
    {50'000, "0.00005"},
    {100'000, "0.0001"},
    {250'000, "0.00025"},
    {1'000'000, "0.001"},
    {2'500'000, "0.0025"},
    {10'000'000, "0.01"},
    {50'000'000, "0.05"},
    {100'000'000, "0.1"},
    {500'000'000, "0.5"},
    {1'000'000'000, "1"},
    {5'000'000'000, "5"},
}};

std::string escape_label(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || c == '"') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

void write_header(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

void write_counter(std::string& out, std::string_view name, std::string_view help, std::uint64_t value) {
  write_header(out, name, "counter", help);
  fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

}  // namespace

RouteClass class_of(std::string_view pattern) {
  if (pattern.starts_with("/api/")) return RouteClass::api;
  if (pattern.starts_with("/media/") || pattern.starts_with("/assets/")) return RouteClass::file;
  if (pattern == "/healthz" || pattern == "/readyz" || pattern == "/metrics") return RouteClass::operation;
  return RouteClass::page;
}

std::string_view name_of(RouteClass route_class) {
  switch (route_class) {
    case RouteClass::page: return "page";
    case RouteClass::api: return "api";
    case RouteClass::file: return "file";
    case RouteClass::operation: return "operation";
    case RouteClass::none: break;
  }
  return "none";
}

RequestCounters::RequestCounters(std::vector<std::string> routes)
    : routes_(std::move(routes)), requests_(std::make_unique<Counter[]>((routes_.size() + 1) * statuses)) {
  for (const auto& route : routes_) classes_.push_back(class_of(route));
  classes_.push_back(RouteClass::none);
}

void RequestCounters::count(std::size_t route, int status, std::chrono::nanoseconds took) {
  const auto row = std::min(route, routes_.size());
  const auto column = static_cast<std::size_t>(std::clamp(status, 0, static_cast<int>(statuses) - 1));
  add(requests_[row * statuses + column]);
  const auto* bucket = std::ranges::find_if(bounds, [&](const auto& bound) { return took.count() <= bound.first; });
  auto& latency = latency_[static_cast<std::size_t>(classes_[row])];
  add(latency.counts[static_cast<std::size_t>(bucket - bounds.begin())]);
  add(latency.nanoseconds, static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0)));
}

Metrics::Metrics(const std::string& labels) {
  add("smartmove_build_info{version=\"" SMARTMOVE_VERSION "\"" + labels + "}", "The version that runs.",
      [] { return 1.0; });
}

void Metrics::add(std::string name, std::string help, Read value) {
  add({std::move(name), std::move(help), std::move(value), {}});
}

void Metrics::add(Gauge gauge) {
  const std::lock_guard lock(mutex_);
  if (std::ranges::any_of(gauges_, [&](const Gauge& other) { return other.name == gauge.name; })) {
    throw std::logic_error("metric `" + gauge.name + "` is registered twice.");
  }
  gauges_.push_back(std::move(gauge));
}

void Metrics::add_series(std::string name, std::string help, ReadSeries values) {
  add({std::move(name), std::move(help), {}, std::move(values)});
}

void Metrics::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::erase_if(gauges_, [&](const Gauge& gauge) { return gauge.name == name; });
}

std::shared_ptr<RequestCounters> Metrics::add_thread(std::vector<std::string> routes) {
  const std::lock_guard lock(mutex_);
  return threads_.emplace_back(std::make_shared<RequestCounters>(std::move(routes)));
}

void Metrics::render_latency(std::string& out) const {
  constexpr std::string_view name = "smartmove_http_request_seconds";
  write_header(out, name, "histogram", "From the request read to the answer handed over, by what the route is for.");
  for (std::size_t c = 0; c < route_class_count; ++c) {
    const auto route_class = name_of(static_cast<RouteClass>(c));
    const auto sum = [&](auto counter) {
      std::uint64_t all = 0;
      for (const auto& thread : threads_) all += counter(thread->latency_[c]).load(std::memory_order_relaxed);
      return all;
    };
    std::uint64_t total = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
      total += sum([i](const auto& latency) -> const auto& { return latency.counts[i]; });
      fmt::format_to(std::back_inserter(out), "{}_bucket{{class=\"{}\",le=\"{}\"}} {}\n", name, route_class,
                     i < bounds.size() ? bounds[i].second : "+Inf", total);
    }
    const auto nanoseconds = sum([](const auto& latency) -> const auto& { return latency.nanoseconds; });
    fmt::format_to(std::back_inserter(out), "{0}_sum{{class=\"{1}\"}} {2:.9f}\n{0}_count{{class=\"{1}\"}} {3}\n", name,
                   route_class, static_cast<double>(nanoseconds) / 1e9, total);
  }
}

/// Every reason, also one that has not happened: an alarm on a series that is not there never rings.
void Metrics::render_refused(std::string& out) const {
  const auto write = [&]<class Reason>(std::string_view name, std::string_view help, std::size_t reasons, auto member,
                                       Reason) {
    write_header(out, name, "counter", help);
    for (std::size_t i = 0; i < reasons; ++i) {
      std::uint64_t count = 0;
      for (const auto& thread : threads_) count += ((*thread).*member)[i].load(std::memory_order_relaxed);
      fmt::format_to(std::back_inserter(out), "{}{{reason=\"{}\"}} {}\n", name, name_of(static_cast<Reason>(i)), count);
    }
  };
  write("smartmove_http_refused_total", "Requests that were not taken, by reason.", refusal_count,
        &RequestCounters::refused_, Refusal{});
  write("smartmove_connections_refused_total", "Connections that were turned away, by reason.", turned_count,
        &RequestCounters::turned_, Turned{});
}

std::string Metrics::render() const {
  const std::lock_guard lock(mutex_);
  std::map<std::pair<std::string, std::size_t>, std::uint64_t> requests;
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  for (const auto& thread : threads_) {
    const auto& routes = thread->routes_;
    for (std::size_t i = 0; i < (routes.size() + 1) * RequestCounters::statuses; ++i) {
      const auto count = thread->requests_[i].load(std::memory_order_relaxed);
      if (count == 0) continue;
      const auto row = i / RequestCounters::statuses;
      requests[{row < routes.size() ? routes[row] : "none", i % RequestCounters::statuses}] += count;
    }
    hits += thread->cache_hits.load(std::memory_order_relaxed);
    misses += thread->cache_misses.load(std::memory_order_relaxed);
  }

  std::string out;
  write_header(out, "smartmove_http_requests_total", "counter", "Requests answered, by route and status.");
  for (const auto& [key, count] : requests) {
    fmt::format_to(std::back_inserter(out), "smartmove_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                   escape_label(key.first), key.second, count);
  }
  render_latency(out);
  write_counter(out, "smartmove_page_cache_hits_total", "Requests answered from the page cache.", hits);
  write_counter(out, "smartmove_page_cache_misses_total", "Cacheable requests that had to wait for a render.", misses);
  render_refused(out);
  for (const auto& gauge : gauges_) {
    write_header(out, gauge.name.substr(0, gauge.name.find('{')), "gauge", gauge.help);
    if (!gauge.series) {
      fmt::format_to(std::back_inserter(out), "{} {}\n", gauge.name, gauge.value());
      continue;
    }
    for (const auto& [labels, value] : gauge.series()) {
      fmt::format_to(std::back_inserter(out), "{}{} {}\n", gauge.name, labels, value);
    }
  }
  return out;
}

}  // namespace smartmove::web
