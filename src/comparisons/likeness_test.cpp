#include "comparisons/likeness.hpp"

#include <gtest/gtest.h>

namespace smartmove::comparisons {
namespace {

TEST(Likeness, begins_with_the_same_and_goes_on_to_parts) {
  EXPECT_EQ(unlikeness("kumla", "kumla"), 0);
  EXPECT_EQ(unlikeness("ku", "kumla"), 1);
  EXPECT_EQ(unlikeness("kumla-kommun", "kumla"), 1);
  EXPECT_EQ(unlikeness("koping", "norrkoping"), 2);
  EXPECT_EQ(unlikeness("staden-nora", "nora"), 2);
}

TEST(Likeness, counts_wrong_letters) {
  EXPECT_EQ(unlikeness("kumal", "kumla"), 3);  // two that changed places are one mistake
  EXPECT_EQ(unlikeness("stokholm", "stockholm"), 3);
  EXPECT_EQ(unlikeness("gotebrog", "goteborg"), 3);
  EXPECT_EQ(unlikeness("stokholn", "stockholm"), 4);
}

TEST(Likeness, is_none_where_too_much_is_wrong) {
  EXPECT_FALSE(unlikeness("atlantis", "kumla"));
  EXPECT_FALSE(unlikeness("ab", "ac"));
  EXPECT_FALSE(unlikeness("xa", "kalmar-xa-x"));
  EXPECT_FALSE(unlikeness("", "kumla"));
  EXPECT_FALSE(unlikeness("kumla", ""));
}

}  // namespace
}  // namespace smartmove::comparisons
