#include "web/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>

#include "web/health.hpp"

namespace smartmove::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Metrics, AddsUpThreads) {
  Metrics metrics;
  const auto first = metrics.add_thread({"/api/v1/places", "/places/{code}"});
  const auto second = metrics.add_thread({"/api/v1/places", "/places/{code}"});
  first->count(1, 200, std::chrono::microseconds(30));
  second->count(1, 200, std::chrono::milliseconds(3));
  second->count(2, 400, std::chrono::seconds(10));
  second->count(0, 200, std::chrono::milliseconds(300));
  first->count_hit();
  second->count_hit();
  second->count_miss();
  const auto text = metrics.render();
  EXPECT_THAT(text, HasSubstr("smartmove_http_requests_total{route=\"/places/{code}\",status=\"200\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_requests_total{route=\"none\",status=\"400\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_request_seconds_bucket{class=\"page\",le=\"0.00005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_request_seconds_bucket{class=\"page\",le=\"0.01\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_request_seconds_bucket{class=\"none\",le=\"5\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_request_seconds_bucket{class=\"none\",le=\"+Inf\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_request_seconds_count{class=\"page\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_request_seconds_sum{class=\"api\"} 0.300000000\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_page_cache_hits_total 2\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_page_cache_misses_total 1\n"));
}

TEST(Metrics, TellsRoutesApart) {
  const auto name = [](std::string_view pattern) { return name_of(class_of(pattern)); };
  EXPECT_EQ(name("/"), "page");
  EXPECT_EQ(name("/kommuner/{slug}"), "page");
  EXPECT_EQ(name("/api/v1/facts"), "api");
  EXPECT_EQ(name("/media/{hash}/{name}"), "file");
  EXPECT_EQ(name("/assets/{name}"), "file");
  EXPECT_EQ(name("/healthz"), "operation");
  EXPECT_EQ(name_of(RouteClass::none), "none");
}

TEST(Metrics, GaugesAreReadWhenAsked) {
  Metrics metrics;
  double depth = 1;
  metrics.add("smartmove_depth", "How deep.", [&] { return depth; });
  depth = 2.5;
  EXPECT_THAT(metrics.render(),
              HasSubstr("# HELP smartmove_depth How deep.\n# TYPE smartmove_depth gauge\nsmartmove_depth 2.5\n"));
  EXPECT_THROW(metrics.add("smartmove_depth", "", [] { return 0.0; }), std::logic_error);
  metrics.remove("smartmove_depth");
  EXPECT_THAT(metrics.render(), Not(HasSubstr("smartmove_depth")));
  EXPECT_THAT(metrics.render(), HasSubstr("# TYPE smartmove_build_info gauge\nsmartmove_build_info{version=\""));
  EXPECT_THAT(Metrics(",database=\"x\"").render(), HasSubstr("\",database=\"x\"} 1\n"));
}

TEST(Metrics, ASeriesHasAsManyLinesAsThereAreJustNow) {
  Metrics metrics;
  std::vector<std::pair<std::string, double>> values;
  metrics.add_series("smartmove_test_age", "Ages.", [&] { return values; });
  EXPECT_EQ(metrics.render().find("smartmove_test_age{"), std::string::npos);
  values = {{"{source=\"a\"}", 1}, {"{source=\"b\"}", 2.5}};
  EXPECT_NE(metrics.render().find("# TYPE smartmove_test_age gauge\nsmartmove_test_age{source=\"a\"} 1\n"
                                  "smartmove_test_age{source=\"b\"} 2.5\n"),
            std::string::npos);
  EXPECT_THROW(metrics.add("smartmove_test_age", "Again.", [] { return 0.0; }), std::logic_error);
}

TEST(Health, ReadinessNamesWhatFails) {
  Readiness readiness;
  Metrics metrics;
  bool down = false;
  readiness.add("database", [&]() -> base::Result<> {
    if (down) return base::fail(base::ErrorKind::unavailable, "The database does not answer.");
    return {};
  });
  readiness.add("other", []() -> base::Result<> { return {}; });
  const auto routes = health_routes(readiness, metrics);
  EXPECT_EQ(routes.at(0).handler({})->status, 200);
  down = true;
  const auto response = routes.at(0).handler({});
  EXPECT_EQ(response->status, 503);
  EXPECT_THAT(response->body, HasSubstr("\"check\":\"database\""));
  EXPECT_THAT(response->body, HasSubstr("does not answer"));
  EXPECT_THAT(response->body, Not(HasSubstr("other")));
  EXPECT_THAT(routes.at(1).handler({})->body, HasSubstr("smartmove_build_info"));
}

}  // namespace
}  // namespace smartmove::web
