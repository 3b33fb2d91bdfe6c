#include "base/contrast.hpp"

#include <gtest/gtest.h>

namespace smartmove::base {
namespace {

double ratio(std::string_view one, std::string_view other) {
  return contrast_ratio(parse_colour(one).value(), parse_colour(other).value());
}

TEST(ContrastTest, is_that_of_wcag) {
  EXPECT_DOUBLE_EQ(ratio("#000000", "#ffffff"), 21);
  EXPECT_DOUBLE_EQ(ratio("#777777", "#777777"), 1);
  EXPECT_NEAR(ratio("#767676", "#ffffff"), 4.54, 0.005);  // the palest grey that is text on white
  EXPECT_NEAR(ratio("#777777", "#ffffff"), 4.48, 0.005);
  EXPECT_NEAR(ratio("#949494", "#ffffff"), 3.03, 0.005);
  EXPECT_NEAR(ratio("#ff0000", "#ffffff"), 4.00, 0.005);
  EXPECT_NEAR(ratio("#0000ff", "#ffffff"), 8.59, 0.005);
}

TEST(ContrastTest, is_the_same_either_way_round) {
  EXPECT_DOUBLE_EQ(ratio("#ffc93c", "#1c1640"), ratio("#1c1640", "#ffc93c"));
}

TEST(ContrastTest, luminance_is_weighed_by_channel) {
  EXPECT_DOUBLE_EQ(relative_luminance({0, 0, 0}), 0);
  EXPECT_DOUBLE_EQ(relative_luminance({255, 255, 255}), 1);
  EXPECT_DOUBLE_EQ(relative_luminance({255, 0, 0}), 0.2126);
  EXPECT_DOUBLE_EQ(relative_luminance({0, 255, 0}), 0.7152);
  EXPECT_DOUBLE_EQ(relative_luminance({0, 0, 255}), 0.0722);
  EXPECT_NEAR(relative_luminance({10, 10, 10}), 10 / 255.0 / 12.92, 1e-12);  // the straight part of the curve
}

TEST(ColourTest, is_six_digits_behind_a_hash) {
  EXPECT_EQ(parse_colour("#1c1640"), (Rgb{0x1c, 0x16, 0x40}));
  EXPECT_EQ(parse_colour("#FFC93C"), (Rgb{0xff, 0xc9, 0x3c}));
  for (const auto* wrong :
       {"", "#", "1c1640", "#1c164", "#1c16400", "#1c164g", "#fff", "pink", "#1c16 4", " #1c1640"}) {
    EXPECT_EQ(parse_colour(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace smartmove::base
