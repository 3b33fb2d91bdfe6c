#include "media/drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/svg.hpp"
#include "storage/testing.hpp"

namespace smartmove::media {
namespace {

using storage::testing::must;

std::string drawn(const std::string& inside, const std::string& more = {}) {
  return drawing_of(
      must(clean_svg("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4'" + more + ">" + inside + "</svg>"))
          .text);
}

TEST(DrawingTest, keeps_what_is_drawn_with_the_pages_colours) {
  const std::string inside =
      "<g fill=\"none\" stroke=\"var(--ink,#1c1640)\" stroke-width=\"5\"><path d=\"M0 0h8\" "
      "fill=\"var(--mark,#b8145a)\"/></g><circle cx=\"1\" cy=\"1\" r=\"1\"/>";
  EXPECT_EQ(drawn(inside), "<svg viewBox=\"0 0 8 4\">" + inside + "</svg>");
  EXPECT_EQ(drawn("\n <path d='M0 0'/>\n<!-- a word -->", " stroke='var(--ink, #000)' fill='none'"),
            "<svg fill=\"none\" stroke=\"var(--ink, #000)\" viewBox=\"0 0 8 4\"><path d=\"M0 0\"/></svg>");
}

TEST(DrawingTest, what_the_first_element_says_of_a_file_is_left_to_the_page) {
  EXPECT_EQ(drawn("<path d='M0 0'/>", " width='80' height='40' role='img' aria-label='A shoe' class='x' id='y'"),
            "<svg viewBox=\"0 0 8 4\"><path d=\"M0 0\"/></svg>");
}

TEST(DrawingTest, what_is_not_plain_stays_a_picture_of_its_own) {
  for (const std::string part :
       {"<path id='a' d='M0 0'/>", "<path class='a' d='M0 0'/>", "<path style='fill:red' d='M0 0'/>",
        "<style>path{fill:red}</style><path d='M0 0'/>", "<text x='1'>A</text>", "<title>A</title><path d='M0 0'/>",
        "<defs/><path d='M0 0'/>", "<use href='#main'/>", "<path fill='url(#main)' d='M0 0'/>",
        "<g overflow='visible'><path d='M0 0'/></g>", "<g filter='blur(9px)'><path d='M0 0'/></g>",
        "<g role='button'><path d='M0 0'/></g>", "<svg><path d='M0 0'/></svg>", ""}) {
    EXPECT_EQ(drawn(part), "") << part;
  }
  EXPECT_EQ(drawn("<path d='M0 0'/>", " fill='url(#a)'"), "");
  EXPECT_EQ(drawn("<path d='M0 0'/>", " style='fill:red'"), "");
  EXPECT_EQ(drawn("<path d='M0 0'/>", " transform='scale(9)'"), "");
  EXPECT_EQ(drawing_of(must(clean_svg("<svg xmlns='http://www.w3.org/2000/svg' width='8' height='4'><path d='M0 0'/>"
                                      "</svg>"))
                           .text),
            "");
  EXPECT_EQ(drawing_of(""), "");
  EXPECT_EQ(drawing_of("no svg"), "");
}

TEST(DrawingTest, what_is_large_is_fetched_once_instead) {
  const auto of = [](std::size_t bytes) { return drawn("<path d='M0 0" + std::string(bytes, ' ') + "h1'/>").empty(); };
  EXPECT_FALSE(of(12'000));
  EXPECT_TRUE(of(12'288));
}

TEST(DrawingTest, a_value_cannot_end_its_attribute) {
  const auto made = drawn("<path d='M0 0' fill='&quot;&gt;x'/>");
  EXPECT_EQ(made, "<svg viewBox=\"0 0 8 4\"><path d=\"M0 0\" fill=\"&quot;&gt;x\"/></svg>");
  EXPECT_EQ(with_attributes(made, "role=\"img\""),
            "<svg role=\"img\" viewBox=\"0 0 8 4\"><path d=\"M0 0\" fill=\"&quot;&gt;x\"/></svg>");
}

}  // namespace
}  // namespace smartmove::media
