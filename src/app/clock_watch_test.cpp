#include "app/clock_watch.hpp"

#include <gtest/gtest.h>

namespace smartmove::app {
namespace {

using namespace std::chrono_literals;

bool noticed(std::chrono::milliseconds wall, std::chrono::milliseconds steady) {
  const ClockWatch::Look before{base::Instant(1'000'000s), ClockWatch::Steady::time_point(50s)};
  return ClockWatch::was_set_back(before, {before.wall + wall, before.steady + steady});
}

TEST(ClockWatch, notices_a_clock_that_was_set_back) {
  EXPECT_TRUE(noticed(-24h, 1s));
  EXPECT_TRUE(noticed(-1s, 1s));
  EXPECT_TRUE(noticed(-3600s + 1s, 1s));
}

TEST(ClockWatch, does_not_mind_one_that_goes_on_is_set_forward_or_is_slowed_down) {
  EXPECT_FALSE(noticed(1s, 1s));
  EXPECT_FALSE(noticed(24h, 1s));
  EXPECT_FALSE(noticed(500ms, 1s));
  EXPECT_FALSE(noticed(59s, 60s)) << "a busy machine looks late";
}

TEST(ClockWatch, stops_at_once) {
  const auto start = ClockWatch::Steady::now();
  {
    const ClockWatch watch([] {});
  }
  EXPECT_LT(ClockWatch::Steady::now() - start, 900ms);
}

}  // namespace
}  // namespace smartmove::app
