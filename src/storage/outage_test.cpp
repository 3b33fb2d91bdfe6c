#include "storage/outage.hpp"

#include <gtest/gtest.h>

namespace smartmove::storage {
namespace {

using namespace std::chrono_literals;

const base::Error gone{base::ErrorKind::unavailable, "It is gone.", {}, {}};

TEST(Outage, lets_everybody_try_while_there_is_none) {
  Outage outage;
  EXPECT_TRUE(outage.may_try());
  EXPECT_TRUE(outage.may_try());
}

TEST(Outage, refuses_at_once_for_a_while_that_grows_to_two_seconds) {
  Outage outage;
  auto now = Outage::Clock::time_point{};
  for (const auto pause : {50ms, 100ms, 200ms, 400ms, 800ms, 1600ms, 2000ms, 2000ms}) {
    outage.failed(gone, now);
    const auto refused = outage.may_try(now + pause - 1ms);
    ASSERT_FALSE(refused) << pause.count();
    EXPECT_EQ(refused.error().message, gone.message);
    now += pause;
    EXPECT_TRUE(outage.may_try(now)) << pause.count();
  }
}

TEST(Outage, only_one_tries_at_a_time) {
  Outage outage;
  const auto start = Outage::Clock::time_point{};
  outage.failed(gone, start);
  EXPECT_TRUE(outage.may_try(start + 60ms));
  EXPECT_FALSE(outage.may_try(start + 61ms));
  EXPECT_FALSE(outage.may_try(start + 10s));
  EXPECT_TRUE(outage.may_try(start + 20s)) << "the one who tried never came back";
}

TEST(Outage, is_forgotten_when_it_is_over) {
  Outage outage;
  const auto start = Outage::Clock::time_point{};
  for (int i = 0; i < 10; ++i) outage.failed(gone, start);
  outage.over();
  EXPECT_TRUE(outage.may_try(start));
  outage.failed(gone, start);
  EXPECT_TRUE(outage.may_try(start + 50ms)) << "the pause begins short again";
}

}  // namespace
}  // namespace smartmove::storage
