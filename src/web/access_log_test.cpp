#include "web/access_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>
#include <thread>

#include "base/log.hpp"
#include "web/metrics.hpp"

namespace smartmove::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AccessLogTest : public testing::Test {
 protected:
  AccessLogTest() {
    testing::internal::CaptureStderr();
    base::configure_log(base::LogFormat::json, "info");
  }
  ~AccessLogTest() override { spdlog::set_default_logger(before_); }

  static AccessEntry entry(std::string path) {
    AccessEntry made;
    made.path = std::move(path);
    made.status = 200;
    made.bytes = 12;
    made.took = std::chrono::microseconds(34);
    made.cache = AccessEntry::Cache::hit;
    return made;
  }

 private:
  std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
};

TEST_F(AccessLogTest, WritesEveryEntryBeforeItEnds) {
  {
    AccessLog log({"/", "/places/{code}"});
    log.turn(true);
    auto& ring = log.add_thread();
    auto known = entry("/places/1880");
    known.route = 1;
    ring.push(known);
    ring.push(entry(std::string(1000, 'p')));
    EXPECT_EQ(log.dropped(), 0U);
  }
  const auto written = testing::internal::GetCapturedStderr();
  EXPECT_THAT(written, HasSubstr(R"("event":"request","method":"GET","path":"/places/1880","route":"/places/{code}",)"
                                 R"("status":200,"bytes":12,"microseconds":34,"cache":"hit"})"));
  EXPECT_THAT(written, HasSubstr("\"" + std::string(512, 'p') + "\""));
}

TEST_F(AccessLogTest, DropsRatherThanWaits) {
  {
    AccessLog log({"/"}, 8);  // off: nobody takes from the ring
    auto& ring = log.add_thread();
    for (int i = 0; i < 20; ++i) ring.push(entry("/" + std::to_string(i)));
    EXPECT_EQ(log.dropped(), 12U);
  }
  const auto written = testing::internal::GetCapturedStderr();
  EXPECT_THAT(written, HasSubstr("\"/7\""));
  EXPECT_THAT(written, Not(HasSubstr("\"/8\"")));
}

TEST_F(AccessLogTest, TakesFromSeveralThreads) {
  constexpr int each = 500;
  std::uint64_t dropped = 0;
  {
    AccessLog log({"/"}, 2048);
    log.turn(true);
    auto& first = log.add_thread();
    auto& second = log.add_thread();
    {
      std::vector<std::jthread> threads;
      for (auto* ring : {&first, &second}) {
        threads.emplace_back([ring] {
          for (int i = 0; i < each; ++i) ring->push(entry("/x"));
        });
      }
    }
    dropped = log.dropped();
  }
  const auto written = testing::internal::GetCapturedStderr();
  EXPECT_EQ(dropped, 0U);
  EXPECT_EQ(std::count(written.begin(), written.end(), '\n'), 2 * each);
}

TEST(RefusedMetrics, HaveEveryReason) {
  Metrics metrics;
  const auto first = metrics.add_thread({});
  const auto second = metrics.add_thread({});
  first->count(Refusal::framing);
  second->count(Refusal::framing);
  second->count(Turned::address_full);
  const auto text = metrics.render();
  EXPECT_THAT(text, HasSubstr("smartmove_http_refused_total{reason=\"framing\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_http_refused_total{reason=\"version\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_connections_refused_total{reason=\"address_full\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_connections_refused_total{reason=\"proxy_protocol\"} 0\n"));
}

}  // namespace
}  // namespace smartmove::web
