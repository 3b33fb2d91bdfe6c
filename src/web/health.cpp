#include "web/health.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace smartmove::web {
namespace {

base::Result<Response> show_readiness(const Readiness& readiness) {
  const auto ready = readiness.ready();
  if (ready) return json(boost::json::object{{"status", "ready"}});
  boost::json::array failing;
  for (const auto& problem : ready.error().problems) {
    failing.push_back(boost::json::object{{"check", problem.where}, {"message", problem.found}});
  }
  auto response = json({{"type", "about:blank"},
                        {"title", "Service Unavailable"},
                        {"status", 503},
                        {"detail", ready.error().message},
                        {"failing", std::move(failing)}},
                       503);
  response.content_type = "application/problem+json";
  return response;
}

base::Result<Response> show_metrics(const Metrics& metrics) {
  auto response = text(metrics.render());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace

base::Result<> Readiness::ready() const {
  base::Error error{base::ErrorKind::unavailable, "The server is not ready."};
  for (const auto& [name, check] : checks_) {
    if (const auto result = check(); !result) error.problems.push_back({name, result.error().message, "ready"});
  }
  if (error.problems.empty()) return {};
  return base::fail(std::move(error));
}

std::vector<Route> health_routes(const Readiness& readiness, const Metrics& metrics) {
  return {
      {Method::get, "/readyz", [&readiness](const Request&) { return show_readiness(readiness); }},
      {Method::get, "/metrics", [&metrics](const Request&) { return show_metrics(metrics); }},
  };
}

}  // namespace smartmove::web
