#include "tasks/retry.hpp"

#include <gtest/gtest.h>

namespace smartmove::tasks {
namespace {

using namespace std::chrono_literals;

TEST(RetryDelay, doubles_up_to_an_hour) {
  EXPECT_EQ(retry_delay(1, 0.5), 5s);
  EXPECT_EQ(retry_delay(2, 0.5), 10s);
  EXPECT_EQ(retry_delay(5, 0.5), 80s);
  EXPECT_EQ(retry_delay(10, 0.5), 2560s);
  EXPECT_EQ(retry_delay(11, 0.5), 1h);
  EXPECT_EQ(retry_delay(1'000'000, 0.5), 1h);
}

TEST(RetryDelay, is_spread_by_a_fifth_either_way) {
  EXPECT_EQ(retry_delay(1, 0), 4s);
  EXPECT_EQ(retry_delay(1, 1), 6s);
  EXPECT_EQ(retry_delay(11, 1), 72min);
}

TEST(RetryDelay, makes_the_best_of_numbers_that_make_no_sense) {
  EXPECT_EQ(retry_delay(0, 0.5), 5s);
  EXPECT_EQ(retry_delay(-7, -1), 4s);
  EXPECT_EQ(retry_delay(1, 7), 6s);
}

}  // namespace
}  // namespace smartmove::tasks
