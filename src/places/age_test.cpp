#include "places/age.hpp"

#include <gtest/gtest.h>
#include <string>

namespace smartmove::places {
namespace {

std::string said(base::Date then, base::Date today) {
  const auto age = age_of(then, today);
  const char* units[] = {" days", " months", " years"};
  return std::to_string(age.count) + units[static_cast<int>(age.unit)] + ", until " + base::to_string(age.changes);
}

TEST(AgeTest, goes_from_days_to_months_to_years) {
  EXPECT_EQ(said({2025, 12, 31}, {2026, 1, 2}), "2 days, until 2026-01-03");
  EXPECT_EQ(said({2025, 12, 31}, {2026, 2, 28}), "59 days, until 2026-03-01");
  EXPECT_EQ(said({2025, 12, 31}, {2026, 3, 1}), "2 months, until 2026-03-18");
  EXPECT_EQ(said({2024, 12, 31}, {2026, 11, 24}), "23 months, until 2026-12-17");
  EXPECT_EQ(said({2024, 12, 31}, {2026, 12, 31}), "24 months, until 2027-01-01");
  EXPECT_EQ(said({2024, 12, 31}, {2027, 1, 1}), "2 years, until 2028-01-01");
  EXPECT_EQ(said({2014, 12, 31}, {2026, 11, 24}), "11 years, until 2026-12-31");
}

TEST(AgeTest, what_is_to_come_is_not_old) {
  EXPECT_EQ(said({2026, 12, 31}, {2026, 11, 24}), "0 days, until 2027-01-01");
}

}  // namespace
}  // namespace smartmove::places
