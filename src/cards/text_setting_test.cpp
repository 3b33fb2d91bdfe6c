#include "cards/text_setting.hpp"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"

namespace smartmove::cards {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::array sizes = std::to_array<double>({20, 15, 10});

// Every character is half as wide as its size: ten of them fill 100 at size 20.
double half(std::string_view line) { return static_cast<double>(base::length(line)) / 2; }

Setting set(std::string_view text, const Room& room = {100, 50}) { return set_text(text, room, sizes, half); }

TEST(TextSettingTest, takes_the_largest_size_at_which_all_fits) {
  EXPECT_THAT(set("ten chars!").lines, ElementsAre("ten chars!"));
  EXPECT_EQ(set("ten chars!").size, 20);
  EXPECT_EQ(set("aaaa bbbb cccc dddd").size, 20);            // two lines of nine
  EXPECT_EQ(set("aaaa bbbb cccc dddd eeee ffff").size, 15);  // three of nine, at 15
  EXPECT_EQ(set("aaaa bbbb cccc", {100, 15}).size, 10);      // one line alone
}

TEST(TextSettingTest, a_word_that_is_too_long_for_a_line_makes_the_text_smaller) {
  const auto setting = set("a elevenchars");
  EXPECT_EQ(setting.size, 15);
  EXPECT_THAT(setting.lines, ElementsAre("a elevenchars"));
}

TEST(TextSettingTest, lines_are_about_equally_long) {
  EXPECT_THAT(set("aaa bbb cc dd").lines, ElementsAre("aaa bbb", "cc dd"));
  EXPECT_THAT(set("aaaa bbbb c").lines, ElementsAre("aaaa", "bbbb c"));
}

TEST(TextSettingTest, what_never_fits_is_cut_and_says_so) {
  const auto setting =
      set("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", {100, 25});
  EXPECT_EQ(setting.size, 10);
  EXPECT_THAT(setting.lines, ElementsAre("one two three four", "five six seven…"));
}

TEST(TextSettingTest, an_endless_word_is_broken_within_characters_never) {
  std::string word;
  for (int i = 0; i < 90; ++i) word += "å";
  const auto setting = set(word, {100, 35});
  ASSERT_EQ(setting.lines.size(), 3u);
  for (const auto& line : setting.lines) {
    EXPECT_TRUE(base::is_valid_utf8(line));
    EXPECT_LE(half(line) * setting.size, 100);
  }
  EXPECT_TRUE(setting.lines.back().ends_with("å…"));
}

TEST(TextSettingTest, nothing_is_nothing) {
  EXPECT_THAT(set("").lines, IsEmpty());
  EXPECT_EQ(set("a", {1, 1}).lines.size(), 1u);  // no room at all still shows something
}

}  // namespace
}  // namespace smartmove::cards
