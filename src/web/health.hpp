#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "web/metrics.hpp"
#include "web/router.hpp"

namespace smartmove::web {

/// The named checks behind /readyz. Filled before the server starts; then only read, on several threads.
class Readiness {
 public:
  using Check = std::function<base::Result<>()>;
  void add(std::string name, Check check) { checks_.emplace_back(std::move(name), std::move(check)); }
  /// unavailable, with one problem for each failing check.
  base::Result<> ready() const;

 private:
  std::vector<std::pair<std::string, Check>> checks_;
};

/// GET /readyz and /metrics. Both arguments must outlive the server. (/healthz is the server's own: it answers as long
/// as the process can.)
std::vector<Route> health_routes(const Readiness& readiness, const Metrics& metrics);

}  // namespace smartmove::web
