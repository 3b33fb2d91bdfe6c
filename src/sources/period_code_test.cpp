#include "sources/period_code.hpp"

#include <gtest/gtest.h>

namespace smartmove::sources {
namespace {

TEST(PeriodCodeTest, reads_what_services_write) {
  EXPECT_EQ(period_from_code("2024"), "2024");
  EXPECT_EQ(period_from_code("2024M05"), "2024-05");
  EXPECT_EQ(period_from_code("2024-05"), "2024-05");
  EXPECT_EQ(period_from_code("2024K1"), "2024-01/2024-03");
  EXPECT_EQ(period_from_code("2024Q4"), "2024-10/2024-12");
  EXPECT_EQ(period_from_code("2024-Q2"), "2024-04/2024-06");
  EXPECT_EQ(period_from_code("2018-2022"), "2018-2022");
  EXPECT_EQ(period_from_code("2024-05-31"), "2024-05-31");
}

TEST(PeriodCodeTest, refuses_everything_else) {
  for (const auto* code : {"", "24", "år 2024", "2024M13", "2024K5", "2024K0", "2024S1", "2024M5", "2024/25", "0000"}) {
    EXPECT_EQ(period_from_code(code), std::nullopt) << code;
  }
}

}  // namespace
}  // namespace smartmove::sources
