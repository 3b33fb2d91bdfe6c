#include "media/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/svg_rules.hpp"
#include "storage/testing.hpp"

namespace smartmove::media {
namespace {

using storage::testing::must;
using ::testing::HasSubstr;

/// What is left within `<svg viewBox="0 0 8 4">`.
std::string left_of(const std::string& inside, const std::string& more = {}) {
  const auto clean = clean_svg("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4'" + more +
                               " xmlns:xlink='http://www.w3.org/1999/xlink'>" + inside + "</svg>");
  if (!clean) return clean.error().message;
  constexpr std::string_view begin = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 4\">";
  if (clean->text == std::string(begin.substr(0, begin.size() - 1)) + "/>") return "";
  EXPECT_TRUE(clean->text.starts_with(begin)) << clean->text;
  EXPECT_EQ(must(clean_svg(clean->text)).text, clean->text) << "cleaning what is clean changes it";
  return clean->text.substr(begin.size(), clean->text.size() - begin.size() - 6);
}

std::string refusal(const std::string& text) {
  const auto clean = clean_svg(text);
  return clean ? "taken: " + clean->text : clean.error().message;
}

TEST(SvgTest, what_is_drawn_stays) {
  for (const std::string part :
       {"<g fill=\"none\" stroke=\"#a00\"><path d=\"M0 0h8v4z\"/></g>",
        "<text x=\"1\" y=\"2\">Blå &amp; <tspan font-weight=\"700\">gul</tspan></text>",
        "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient></defs>"
        "<rect fill=\"url(#a)\" height=\"4\" width=\"8\"/><use href=\"#b\"/>",
        "<title>En bild</title>", "<style>.a,#b{fill:red;stroke:url(#c)}</style>",
        "<path d=\"M0 0\" style=\"fill:#f00;stroke-width:2px\"/>"}) {
    EXPECT_EQ(left_of(part), part);
  }
}

TEST(SvgTest, what_runs_or_loads_goes) {
  for (const std::string part :
       {"<script>alert(1)</script>", "<script xlink:href='https://e.org/x.js'/>",
        "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>x</div></foreignObject>",
        "<image href='https://e.org/x.png'/>", "<image href='data:image/png;base64,AA'/>",
        "<a href='https://e.org/'><path d='M0 0'/></a>", "<animate attributeName='href' values='javascript:x'/>",
        "<set attributeName='onload' to='x'/>", "<feImage href='https://e.org/'/>", "<iframe/>",
        "<metadata>GPS</metadata>", "<html:script xmlns:html='http://www.w3.org/1999/xhtml'>x</html:script>",
        "<!-- a word -->", "<?run this?>", "stray words", "<style>@import 'https://e.org/x.css';</style>",
        "<style>a{background:url(https://e.org/)}</style>", "<handler xmlns='http://www.w3.org/2001/xml-events'/>"}) {
    const auto left = left_of(part);
    EXPECT_TRUE(left.empty() || left == "<style/>") << left;
  }
}

TEST(SvgTest, what_an_element_may_not_say_goes) {
  for (const std::string attribute : {"onload='x()'",
                                      "ONCLICK='x()'",
                                      "href='https://e.org/#a'",
                                      "xlink:href='javascript:x'",
                                      "href='data:x'",
                                      "href='//e.org'",
                                      "href='#'",
                                      "fill='url(https://e.org/#a)'",
                                      "fill='url( #a)'",
                                      "fill='URL(//e.org)'",
                                      "fill='u\\72l(//e.org)'",
                                      "fill='url(#a) url(//e.org)'",
                                      "style='fill:url(//e.org)'",
                                      "style='behavior:url(#a)'",
                                      "style='fill:red/*'",
                                      "style='background:red'",
                                      "clip-path='url(\"//e.org\")'",
                                      "xml:base='https://e.org/'",
                                      "xlink:title='x'",
                                      "data-x='1'",
                                      "d='&lt;script&gt;'",
                                      "class='@x'"}) {
    EXPECT_EQ(left_of("<path " + attribute + "/>"), "<path/>") << attribute;
  }
  EXPECT_EQ(left_of("<use xlink:href='#a'/>"), "<use href=\"#a\"/>");
  EXPECT_EQ(left_of("<path style='fill:red;x:y;stroke:url(#a)'/>"), "<path style=\"fill:red;stroke:url(#a)\"/>");
  EXPECT_EQ(left_of("<path/>", " onload='x()' foo='1'"), "<path/>");
}

TEST(SvgTest, style_sheets_keep_their_plain_rules) {
  EXPECT_EQ(clean_style_sheet("/* x */ .a, g .b { Fill: red; foo: 1 } @media print { .c { fill: blue } } .d{stroke:1}"),
            ".a, g .b{fill:red}.d{stroke:1}");
  EXPECT_EQ(clean_style_sheet(".a{fill:r/**/ed}"), ".a{fill:r ed}");
  EXPECT_EQ(clean_style_sheet("a[href^=x]{fill:red} a:hover{fill:red} .b{fill:url(//e.org)} .c{fill:red"), "");
  EXPECT_EQ(clean_style_sheet("/* never ends .a{fill:red}"), "");
}

TEST(SvgTest, the_size_is_that_of_its_box_or_in_pixels) {
  const auto size = [](const std::string& attributes) {
    const auto clean = clean_svg("<svg xmlns='http://www.w3.org/2000/svg' " + attributes + "/>");
    return clean ? std::to_string(clean->width) + "x" + std::to_string(clean->height) : clean.error().message;
  };
  EXPECT_EQ(size("viewBox='0 0 300.4 150.5'"), "300x151");
  EXPECT_EQ(size("viewBox='-1,-1,3,2' width='100%' height='1em'"), "3x2");
  EXPECT_EQ(size("width='20' height='10px'"), "20x10");
  EXPECT_EQ(size("viewBox='0 0 .1 .1'"), "1x1");
  for (const auto* none : {"", "width='20'", "width='2em' height='2em'", "viewBox='0 0 0 5'", "viewBox='a'",
                           "viewBox='0 0 4 4@'", "width='nan' height='5'", "width='1e9' height='5'"}) {
    EXPECT_THAT(size(none), HasSubstr("says no size")) << none;
  }
}

TEST(SvgTest, what_cannot_be_cleaned_is_refused_in_a_sentence) {
  const std::string ns = " xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'";
  EXPECT_THAT(refusal("<!DOCTYPE svg [<!ENTITY a 'x'>]><svg" + ns + ">&a;</svg>"), HasSubstr("declares entities"));
  EXPECT_THAT(refusal("<svg" + ns + ">&nbsp;</svg>"), HasSubstr("not well-formed XML at its line 1"));
  EXPECT_THAT(refusal("<svg" + ns + ">\n<g></svg>"), HasSubstr("not well-formed XML at its line 2"));
  EXPECT_THAT(refusal("<svg viewBox='0 0 1 1'/>"), HasSubstr("not svg in the SVG namespace"));
  EXPECT_THAT(refusal("<html xmlns='http://www.w3.org/1999/xhtml'/>"), HasSubstr("not svg in the SVG namespace"));
  EXPECT_THAT(refusal("<svg\xff/>"), HasSubstr("not text in UTF-8"));
  EXPECT_THAT(refusal(""), HasSubstr("not well-formed"));
}

TEST(SvgTest, a_doctype_without_entities_is_passed_over) {
  const auto clean = must(clean_svg(
      "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://127.0.0.1:1/svg11.dtd\">\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"));
  EXPECT_EQ(clean.text, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
}

TEST(SvgTest, a_few_lines_that_draw_billions_are_refused) {
  std::string laughs = "<path id='a0' d='M0 0'/>";
  for (int level = 1; level <= 9; ++level) {
    laughs += "<g id='a" + std::to_string(level) + "'>";
    for (int i = 0; i < 10; ++i) laughs += "<use href='#a" + std::to_string(level - 1) + "'/>";
    laughs += "</g>";
  }
  EXPECT_THAT(left_of(laughs), HasSubstr("draws more than 100000 elements"));
  EXPECT_THAT(left_of("<g id='a'><use href='#a'/></g>"), HasSubstr("or one that holds itself"));
  EXPECT_THAT(left_of("<pattern id='a'><path fill='url(#a)'/></pattern>"), HasSubstr("holds itself"));
  std::string deep;
  for (int i = 0; i < 150; ++i) deep += "<g>";
  for (int i = 0; i < 150; ++i) deep += "</g>";
  EXPECT_THAT(left_of(deep), HasSubstr("draws more than"));
}

}  // namespace
}  // namespace smartmove::media
