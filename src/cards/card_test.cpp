#include "cards/card.hpp"

#include <cstdint>
#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "cards/png.hpp"
#include "cards/typeface.hpp"

namespace smartmove::cards {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Card card(std::string headline) {
  Card made;
  made.kicker = "Kommun";
  made.headline = std::move(headline);
  made.site = "Smart Move";
  made.notice = "Demonstration";
  made.colours = {"#ffc93c", "#1c1640", "#1c1641", "#6b0f3d", "#ffe08c", "#1c1642", "#1c1643", "#fff8ea"};
  made.drawing = R"svg(<svg viewBox="0 0 8 8"><path fill="var(--mark,#b8145a)" d="M0 0h8v8Z"/></svg>)svg";
  return made;
}

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " " + result.error().cause);
  return *std::move(result);
}

Typeface display() {
  for (const auto& file : base::embedded::fonts()) {
    if (file.name == "display.ttf") return must(Typeface::load(file.bytes));
  }
  throw std::runtime_error("no display.ttf");
}

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(i));
  return value;
}

TEST(CardTest, is_a_png_of_the_size_that_others_expect) {
  const auto png = must(card_png(card("Kumla")));
  EXPECT_THAT(png, StartsWith("\x89PNG\r\n"));
  EXPECT_EQ(number_at(png, 16), static_cast<std::uint32_t>(card_width));
  EXPECT_EQ(number_at(png, 20), static_cast<std::uint32_t>(card_height));
  EXPECT_LT(png.size(), 100'000u);
  EXPECT_EQ(png, must(card_png(card("Kumla"))));
  EXPECT_NE(png, must(card_png(card("Nora"))));
}

TEST(CardTest, takes_the_fields_colours_also_in_its_drawing) {
  const auto svg = must(card_svg(card("Kumla")));
  EXPECT_THAT(svg, HasSubstr("fill=\"#1c1642\" d=\"M0 0h8v8Z\""));
  EXPECT_THAT(svg, HasSubstr("fill=\"#1c1641\""));
  EXPECT_THAT(svg, Not(HasSubstr("var(")));
}

TEST(CardTest, var_is_the_colour_the_fallback_or_black) {
  const auto& colours = card("").colours;
  EXPECT_EQ(with_colours("a var(--ink) b var(--button-ink,#fff) c", colours), "a #1c1640 b #fff8ea c");
  EXPECT_EQ(with_colours("var(--other,#abc)var(--none)", colours), "#abc#000000");
  EXPECT_EQ(with_colours("x var(--ink", colours), "x var(--ink");
}

TEST(CardTest, has_no_text_that_could_be_markup) {
  auto hostile = card("</path><script>alert('&amp;')</script> ]]> \"");
  hostile.site = "<b>&";
  hostile.notice = "<!--";
  hostile.kicker = "\"/><image href=\"file:///etc/passwd\"/>";
  const auto svg = must(card_svg(hostile));
  EXPECT_THAT(svg, Not(HasSubstr("script")));
  EXPECT_THAT(svg, Not(HasSubstr("image")));
  EXPECT_THAT(must(card_png(hostile)), StartsWith("\x89PNG"));
}

TEST(CardTest, any_headline_can_be_drawn) {
  const std::string embedded_zero("a\0b", 3);
  for (const std::string& headline :
       {std::string(), std::string("مرحبا بكم في أوريبرو"), std::string("🏰🏰🏰"), std::string("\x01\x02\x7f\n\t"),
        std::string("\xff\xfe bad"), std::string(5000, 'W'), std::string(3000, ' ') + "a", embedded_zero,
        std::string("\u202Eabc\u2066")}) {
    EXPECT_THAT(must(card_png(card(headline))), StartsWith("\x89PNG"));
  }
  // With nothing to write, the site's own name stands there.
  auto other = card("Smart Move");
  EXPECT_EQ(must(card_svg(card("🏰"))), must(card_svg(other)));
  other.drawing = "no drawing";
  EXPECT_THAT(must(card_png(other)), StartsWith("\x89PNG"));
}

TEST(CardTest, many_threads_draw_at_once) {
  const auto expected = must(card_png(card("Kumla")));
  std::vector<std::string> made(4);
  {
    std::vector<std::jthread> threads;
    for (auto& each : made) threads.emplace_back([&each] { each = must(card_png(card("Kumla"))); });
  }
  EXPECT_THAT(made, ::testing::Each(expected));
}

TEST(TypefaceTest, writes_what_it_has_letters_for) {
  const auto face = display();
  EXPECT_EQ(face.writable("  Örebro\n – \tlän  "), "Örebro – län");
  EXPECT_EQ(face.writable("O\u0308rebro"), "Örebro");  // composed
  EXPECT_EQ(face.writable("a🏰b ไทย c"), "ab c");
  EXPECT_EQ(face.writable("a\u202E\u200B\u0007b"), "ab");
  EXPECT_EQ(face.writable("\xff"), "");
  EXPECT_EQ(base::length(face.writable(std::string(4000, 'x'))), 300u);
}

TEST(TypefaceTest, measures_what_it_draws) {
  const auto face = display();
  EXPECT_GT(face.width("WWW"), 3 * face.width("i"));
  EXPECT_EQ(face.width(""), 0);
  EXPECT_EQ(face.outline("", 10, 0, 0), "");
  // A letter stands between where its line begins and ends, upon the baseline.
  double x = 0;
  double y = 0;
  ASSERT_EQ(std::sscanf(face.outline("I", 100, 50, 200).c_str(), "M%lf %lf", &x, &y), 2);
  EXPECT_GE(x, 50);
  EXPECT_LE(x, 50 + 100 * face.width("I"));
  EXPECT_GE(y, 100);
  EXPECT_LE(y, 200);
}

TEST(TypefaceTest, refuses_what_is_no_font) {
  EXPECT_FALSE(Typeface::load("not a font"));
  EXPECT_FALSE(Typeface::load(""));
}

TEST(PngTest, refuses_what_is_no_svg) {
  EXPECT_FALSE(png_of("<p>", 10, 10));
  EXPECT_FALSE(png_of("", 10, 10));
}

}  // namespace
}  // namespace smartmove::cards
