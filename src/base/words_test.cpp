#include "base/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::base {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(WordsTest, are_runs_of_letters_and_digits) {
  EXPECT_THAT(words("Bo i Örebro, 2026!"), ElementsAre("Bo", "i", "Örebro", "2026"));
  EXPECT_THAT(words("e-post\nl’été"), ElementsAre("e", "post", "l", "été"));
  EXPECT_THAT(words("مرحبا بالعالم"), ElementsAre("مرحبا", "بالعالم"));
}

TEST(WordsTest, marks_stay_with_their_letter_and_begin_no_word) {
  EXPECT_THAT(words("O\u0308rebro"), ElementsAre("O\u0308rebro"));
  EXPECT_THAT(words("☀\ufe0f \u0301"), IsEmpty());
  EXPECT_THAT(words("👩‍👩‍👧 familj"), ElementsAre("familj"));
}

TEST(WordsTest, bytes_that_are_no_utf8_part_words) {
  EXPECT_THAT(words("a\xff"
                    "b\xc3"),
              ElementsAre("a", "b"));
  EXPECT_THAT(words(""), IsEmpty());
}

TEST(CasefoldTest, forgets_case_and_width_but_no_marks) {
  EXPECT_EQ(casefold("ÖREBRO Kommun"), "örebro kommun");
  EXPECT_EQ(casefold("O\u0308rebro"), "örebro");
  EXPECT_EQ(casefold("Ｋｕｍｌａ"), "kumla");
  EXPECT_EQ(casefold("KUMLA"), "kumla");
}

TEST(FoldTest, forgets_marks_too) {
  EXPECT_EQ(fold("Örebro"), "orebro");
  EXPECT_EQ(fold("O\u0308REBRO"), "orebro");
  EXPECT_EQ(fold("Hällefors Laxå"), "hallefors laxa");
  EXPECT_EQ(fold("Øresund Łódź Straße Þór"), "oresund lodz strasse thor");
  EXPECT_EQ(fold("Kumla"), "kumla");
}

TEST(FoldTest, leaves_other_scripts_as_they_are) {
  EXPECT_EQ(fold("Москва"), "москва");
  EXPECT_EQ(fold("東京"), "東京");
  EXPECT_EQ(fold("한국"), "한국");
}

}  // namespace
}  // namespace smartmove::base
