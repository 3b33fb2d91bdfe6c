#include "content/rich_text.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

class Resolver : public RichTextResolver {
 public:
  std::string href(const std::string& target) override {
    if (target == "note/hidden") return {};
    return target == "note/kumla" ? "/not/kumla" : target;
  }
  Figure figure(const std::string& place, const std::string& indicator) override {
    return testing::OneFigure().figure(place, indicator);
  }
};

std::string html_of(const std::string& blocks) {
  const auto json = testing::must(base::parse_json(R"({"type":"doc","content":[)" + blocks + "]}", "text"));
  Resolver resolver;
  return render_rich_text(testing::must(base::from_json<RichText>(json)), resolver).str();
}

std::string inline_html(const std::string& inlines) {
  const auto html = html_of(R"({"type":"paragraph","content":[)" + inlines + "]}");
  return html.substr(3, html.size() - 7);
}

std::string linked(const std::string& text, const std::string& href) {
  return R"({"type":"text","text":")" + text + R"(","marks":[{"type":"link","attrs":{"href":")" + href + R"("}}]})";
}

TEST(RichTextRenderTest, writes_each_block) {
  EXPECT_EQ(html_of(R"({"type":"paragraph"})"), "<p></p>");
  EXPECT_EQ(html_of(R"({"type":"heading","attrs":{"level":3},"content":[{"type":"text","text":"H"}]})"), "<h3>H</h3>");
  EXPECT_EQ(html_of(R"({"type":"blockquote","content":[{"type":"paragraph"}]})"), "<blockquote><p></p></blockquote>");
  EXPECT_EQ(html_of(R"({"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"}]}]})"),
            "<ul><li><p></p></li></ul>");
  EXPECT_EQ(html_of(R"({"type":"orderedList","content":[]})"), "<ol></ol>");
  EXPECT_EQ(html_of(R"({"type":"orderedList","attrs":{"start":1,"type":null},"content":[]})"), "<ol></ol>");
  EXPECT_EQ(html_of(R"({"type":"orderedList","attrs":{"start":4},"content":[]})"), "<ol start=\"4\"></ol>");
}

TEST(RichTextRenderTest, escapes_what_people_wrote) {
  EXPECT_EQ(inline_html(R"({"type":"text","text":"<script>alert('x')</script> & \"co\""})"),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;");
}

TEST(RichTextRenderTest, writes_marks_in_their_order) {
  EXPECT_EQ(inline_html(R"({"type":"text","text":"a","marks":[{"type":"bold"},{"type":"italic"}]})"),
            "<strong><em>a</em></strong>");
  EXPECT_EQ(inline_html(R"({"type":"text","text":"a"},{"type":"hardBreak"},{"type":"text","text":"b"})"), "a<br>b");
}

TEST(RichTextRenderTest, a_link_with_a_strong_word_is_one_link) {
  const std::string link = R"({"type":"link","attrs":{"href":"https://x.se/"}})";
  EXPECT_EQ(inline_html(R"({"type":"text","text":"a ","marks":[)" + link + R"(]},)" +
                        R"({"type":"text","text":"b","marks":[)" + link + R"(,{"type":"bold"}]},)" +
                        R"({"type":"hardBreak"},{"type":"text","text":" c","marks":[)" + link + "]}"),
            "<a href=\"https://x.se/\">a <strong>b<br></strong> c</a>");
}

TEST(RichTextRenderTest, marks_that_do_not_nest_are_closed_and_opened_again) {
  EXPECT_EQ(inline_html(R"({"type":"text","text":"a","marks":[{"type":"bold"}]},)"
                        R"({"type":"text","text":"b","marks":[{"type":"italic"},{"type":"bold"}]},)"
                        R"({"type":"text","text":"c"})"),
            "<strong>a</strong><em><strong>b</strong></em>c");
  EXPECT_EQ(html_of(R"({"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"bold"}]}]},)"
                    R"({"type":"paragraph","content":[{"type":"text","text":"b","marks":[{"type":"bold"}]}]})"),
            "<p><strong>a</strong></p><p><strong>b</strong></p>");
}

TEST(RichTextRenderTest, links_lead_to_documents_and_outside) {
  EXPECT_EQ(inline_html(linked("Kumla", "note/kumla")), "<a href=\"/not/kumla\">Kumla</a>");
  EXPECT_EQ(inline_html(linked("brev", "mailto:a@b.se")), "<a href=\"mailto:a@b.se\">brev</a>");
  EXPECT_EQ(inline_html(linked("a", "https://x.se/?a=1&b='2'")),
            "<a href=\"https://x.se/?a=1&amp;b=&#39;2&#39;\">a</a>");
}

TEST(RichTextRenderTest, a_quote_in_a_link_is_refused_before_it_can_end_the_attribute) {
  const auto json = testing::must(base::parse_json(R"({"type":"doc","content":[{"type":"paragraph","content":[)" +
                                                       linked("a", R"(https://x.se/\"onmouseover=\"x)") + "]}]}",
                                                   "text"));
  EXPECT_FALSE(base::from_json<RichText>(json));
}

TEST(RichTextRenderTest, a_link_to_an_unpublished_document_is_its_text) {
  EXPECT_EQ(inline_html(linked("snart", "note/hidden")), "snart");
  EXPECT_EQ(
      inline_html(
          R"({"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"note/hidden"}},{"type":"bold"}]})"),
      "<strong>a</strong>");
}

TEST(RichTextRenderTest, figures_lead_to_their_source) {
  EXPECT_EQ(inline_html(R"({"type":"fact","attrs":{"place":"1881","indicator":"population"}})"),
            "<a class=\"figure\" href=\"#figure-1881-population\"><data value=\"22354\">22 354 residents</data></a>");
  EXPECT_EQ(inline_html(R"({"type":"fact","attrs":{"place":"1881","indicator":"bears"}})"),
            "<a class=\"figure figure--unknown\" href=\"#figure-1881-bears\">not known yet</a>");
}

TEST(RichTextRenderTest, a_figure_is_never_a_link_within_a_link) {
  EXPECT_EQ(
      inline_html(linked("a", "https://x.se/") + R"(,{"type":"fact","attrs":{"place":"1881","indicator":"bears"}},)" +
                  linked("b", "https://x.se/")),
      "<a href=\"https://x.se/\">a</a><a class=\"figure figure--unknown\" href=\"#figure-1881-bears\">not known yet</a>"
      "<a href=\"https://x.se/\">b</a>");
}

TEST(RichTextRenderTest, names_of_figures_cannot_break_out_of_the_anchor) {
  EXPECT_EQ(figure_id(Resolver().figure("\"><b", "å x")), "figure----b----x");
}

TEST(RichTextRenderTest, plain_text_is_the_words_alone) {
  const auto json = testing::must(base::parse_json(
      R"({"type":"doc","content":[{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"H & h"}]},
          {"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[
            {"type":"text","text":"a","marks":[{"type":"bold"}]},{"type":"hardBreak"},{"type":"text","text":"b "},
            {"type":"fact","attrs":{"place":"1881","indicator":"population"}}]}]}]}]})",
      "text"));
  EXPECT_EQ(plain_text(testing::must(base::from_json<RichText>(json))), "H & h\na\nb …\n");
}

}  // namespace
}  // namespace smartmove::content
