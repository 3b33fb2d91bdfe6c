#include "content/palette.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::content {
namespace {

using ::testing::HasSubstr;

// The themes' own sun.
Palette sun() {
  return {{"#ffc93c", "#1c1640", "#1c1640", "#6b0f3d", "#ffe08c", "#1c1640", "#1c1640", "#fff8ea"},
          {"#553700", "#fff3d1", "#ffd04f", "#ffe29a", "#6b4e00", "#ffc93c", "#ffc93c", "#2b1e00"}};
}

std::string problems(const Palette& palette) {
  base::JsonReader reader("f");
  const auto scope = reader.enter("palette");
  check_palette(palette, reader);
  return base::format_problems(reader.problems());
}

TEST(PaletteTest, one_that_everybody_can_read_is_taken) { EXPECT_EQ(problems(sun()), ""); }

TEST(PaletteTest, one_that_fails_is_refused_with_the_pair_and_what_is_needed) {
  auto pale = sun();
  pale.light.link = "#a05a7d";
  EXPECT_EQ(
      problems(pale),
      "f#/palette/light/link: found #a05a7d on ground #ffc93c, a contrast of 3.21:1, expected at least 4.5:1, which "
      "texts need\n"
      "f#/palette/light/link: found #a05a7d on chip #ffe08c, a contrast of 3.83:1, expected at least 4.5:1, which "
      "texts need\n");
  auto dim = sun();
  dim.dark.mark = "#6b4e00";
  EXPECT_THAT(problems(dim),
              HasSubstr("f#/palette/dark/mark: found #6b4e00 on ground #553700, a contrast of 1.40:1, "));
  EXPECT_THAT(problems(dim), HasSubstr("expected at least 3:1, which drawings and the edges of buttons need\n"));
}

TEST(PaletteTest, every_pair_is_held_in_both_schemes) {
  for (const auto colour : {&FieldColours::ink, &FieldColours::head, &FieldColours::link, &FieldColours::mark,
                            &FieldColours::button, &FieldColours::button_ink}) {
    for (const auto scheme : {&Palette::light, &Palette::dark}) {
      auto wrong = sun();
      (wrong.*scheme).*colour = colour == &FieldColours::button_ink ? (wrong.*scheme).button : (wrong.*scheme).ground;
      EXPECT_NE(problems(wrong), "");
    }
  }
  auto chip = sun();
  chip.light.chip = chip.light.ink;
  EXPECT_THAT(problems(chip), HasSubstr("on chip #1c1640, a contrast of 1.00:1"));
}

TEST(PaletteTest, what_is_no_colour_is_named) {
  auto wrong = sun();
  wrong.light.ink = "pink";
  wrong.dark.button_ink = "#fff";
  EXPECT_EQ(problems(wrong),
            "f#/palette/light/ink: found \"pink\", expected a colour such as #1c1640\n"
            "f#/palette/dark/button_ink: found \"#fff\", expected a colour such as #1c1640\n");
}

}  // namespace
}  // namespace smartmove::content
