#include "content/markdown.hpp"

#include "content/rich_text.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::ElementsAre;

MarkdownText convert(std::string_view markdown) { return markdown_to_rich_text(markdown, "f.md"); }

std::string problems(std::string_view markdown) {
  std::string all;
  for (const auto& each : convert(markdown).problems) all += each.where + ": " + each.found + "\n";
  return all;
}

class Resolver : public RichTextResolver {
 public:
  std::string href(const std::string& target) override { return target; }
  Figure figure(const std::string& place, const std::string& indicator) override {
    return testing::OneFigure().figure(place, indicator);
  }
};

// Through the allow-list to HTML.
std::string html_of(std::string_view markdown) {
  const auto made = convert(markdown);
  EXPECT_TRUE(made.problems.empty()) << base::format_problems(made.problems);
  Resolver resolver;
  return render_rich_text(testing::must(base::from_json<RichText>(made.document)), resolver).str();
}

TEST(MarkdownTest, becomes_every_kind_of_block) {
  EXPECT_EQ(html_of("Hej\ndu."), "<p>Hej du.</p>");
  EXPECT_EQ(html_of("## A\n\n#### B"), "<h2>A</h2><h4>B</h4>");
  EXPECT_EQ(html_of("- a\n- b\n"), "<ul><li><p>a</p></li><li><p>b</p></li></ul>");
  EXPECT_EQ(html_of("3. a\n4. b\n"), "<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>");
  EXPECT_EQ(html_of("> a\n"), "<blockquote><p>a</p></blockquote>");
  EXPECT_EQ(html_of("- a\n  - b\n"), "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>");
  EXPECT_EQ(html_of("a\\\nb  \nc"), "<p>a<br>b<br>c</p>");
  EXPECT_EQ(html_of(""), "");
}

TEST(MarkdownTest, nests_marks) {
  EXPECT_EQ(html_of("**a *b***"), "<p><strong>a <em>b</em></strong></p>");
  EXPECT_EQ(html_of("[a **b** c](note/x)"), "<p><a href=\"note/x\">a <strong>b</strong> c</a></p>");
  EXPECT_EQ(html_of("*a [b](note/x) c*"), "<p><em>a <a href=\"note/x\">b</a> c</em></p>");
  EXPECT_EQ(html_of("***a***"), "<p><em><strong>a</strong></em></p>");
  EXPECT_EQ(html_of("*a *b* c*"), "<p><em>a b c</em></p>");
}

TEST(MarkdownTest, links_autolinks_and_letters) {
  EXPECT_EQ(html_of("[ö](https://x.se/å?ä=é)"), "<p><a href=\"https://x.se/%C3%A5?%C3%A4=%C3%A9\">ö</a></p>");
  EXPECT_EQ(html_of("<a@b.se>"), "<p><a href=\"mailto:a@b.se\">a@b.se</a></p>");
  EXPECT_EQ(html_of("&aring; \\*ö\\* 🦌"), "<p>å *ö* 🦌</p>");
}

TEST(MarkdownTest, texts_of_neighbours_become_one_node) {
  const auto made = convert("a_b\nc\\_d");
  const auto& content = made.document.at("content").at(0).at("content").as_array();
  ASSERT_EQ(content.size(), 1u);
  EXPECT_EQ(content[0].at("text").as_string(), "a_b c_d");
}

TEST(MarkdownTest, figures_are_nodes) {
  const auto figure =
      "<a class=\"figure\" href=\"#figure-1881-population\"><data value=\"22354\">22 354 residents</data></a>";
  EXPECT_EQ(html_of("Här bor {fact:1881/population}."), std::string("<p>Här bor ") + figure + ".</p>");
  EXPECT_EQ(html_of("{fact:1881/population}{fact:1881/population}"), std::string("<p>") + figure + figure + "</p>");
  EXPECT_EQ(html_of("*{fact:1881/population}*"), std::string("<p>") + figure + "</p>");
  EXPECT_EQ(html_of("{a} {fact {"), "<p>{a} {fact {</p>");
}

TEST(MarkdownTest, underscores_do_not_split_the_name_of_a_figure) {
  const auto made = convert("_nu_ {fact:1881/median_income_per_head} _sen_ {fact:1881/_a_}");
  EXPECT_TRUE(made.problems.empty() || made.problems.size() == 1);
  const auto& content = made.document.at("content").at(0).at("content").as_array();
  ASSERT_GE(content.size(), 3u);
  EXPECT_EQ(content[2].at("type").as_string(), "fact");
  EXPECT_EQ(content[2].at("attrs").at("indicator").as_string(), "median_income_per_head");
}

TEST(MarkdownTest, a_figure_that_is_not_whole_is_refused_rather_than_shown_as_text) {
  EXPECT_EQ(problems("a\n{fact:1881}"), "f.md:2: {fact:1881}\n");
  EXPECT_EQ(problems("{fact:1881/population"), "f.md:1: {fact: without its }\n");
  EXPECT_EQ(problems("{fact:1881/*population*}"), "f.md:1: {fact: without its }\n");
  EXPECT_EQ(problems("x {fact:1881/\npopulation}"), "f.md:1: {fact: without its }\n");
}

TEST(MarkdownTest, refuses_what_rich_text_does_not_have) {
  EXPECT_EQ(problems("a\n\n<script>x</script>\n"), "f.md:3: Markdown of kind \"html_block\"\n");
  EXPECT_EQ(problems("a <b>x</b>"),
            "f.md:1: Markdown of kind \"html_inline\"\nf.md:1: Markdown of kind \"html_inline\"\n");
  EXPECT_EQ(problems("a\n![x](https://x.se/y.png)"), "f.md:2: Markdown of kind \"image\"\n");
  EXPECT_EQ(problems("`x`"), "f.md:1: Markdown of kind \"code\"\n");
  EXPECT_EQ(problems("a\n\n```\nx\n```\n"), "f.md:3: Markdown of kind \"code_block\"\n");
  EXPECT_EQ(problems("a\n\n    x\n"), "f.md:3: Markdown of kind \"code_block\"\n");
  EXPECT_EQ(problems("a\n\n---\n"), "f.md:3: Markdown of kind \"thematic_break\"\n");
}

TEST(MarkdownTest, refuses_tables_but_not_bars) {
  EXPECT_EQ(problems("a\n\n| x | y |\n|---|:--|\n| 1 | 2 |\n"), "f.md:3: Markdown of kind \"table\"\n");
  EXPECT_EQ(problems("x | y\n--- | ---\n1 | 2\n"), "f.md:1: Markdown of kind \"table\"\n");
  EXPECT_EQ(html_of("a | b -- c"), "<p>a | b -- c</p>");
}

TEST(MarkdownTest, tells_the_line_deep_in_lists_and_after_line_breaks) {
  EXPECT_EQ(problems("- a\n- b\n  c\n  - d\n    e `x`\n  - f\n\n> g\n> h <i>\n"),
            "f.md:5: Markdown of kind \"code\"\nf.md:9: Markdown of kind \"html_inline\"\n");
  EXPECT_EQ(problems("a  \nb\\\nc `x`"), "f.md:3: Markdown of kind \"code\"\n");
  EXPECT_EQ(problems("*a\nb*\n`x`"), "f.md:3: Markdown of kind \"code\"\n");
}

TEST(MarkdownTest, maps_pointers_to_lines) {
  const auto made = convert("# T\n\n- a\n- b\n  c [d](nowhere)\n");
  EXPECT_EQ(made.lines.at("/content/0"), "f.md:1");
  EXPECT_EQ(made.lines.at("/content/1"), "f.md:3");
  EXPECT_EQ(made.lines.at("/content/1/content/1/content/0"), "f.md:4");
  EXPECT_EQ(made.lines.at("/content/1/content/1/content/0/content/1"), "f.md:5");
  base::JsonReader reader("f.json");
  reader.place_lines(made.lines);
  RichText text;
  base::read_json(made.document, reader, text);
  EXPECT_THAT(testing::places_of(reader.problems()), ElementsAre("f.md:1", "f.md:5"));
}

TEST(MarkdownTest, deep_nesting_is_refused_and_harmless) {
  const auto deep = [](std::size_t count, std::string_view unit) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += unit;
    return text + "x";
  };
  EXPECT_FALSE(convert(deep(20, "> ")).problems.empty());
  EXPECT_FALSE(convert(deep(20000, ">")).problems.empty());
  EXPECT_FALSE(convert(deep(5000, "- ")).problems.empty());
  EXPECT_EQ(problems(std::string(20000, '*') + "x" + std::string(20000, '*')), "f.md:1: text nested too deeply\n");
}

TEST(MarkdownTest, bytes_that_are_not_text_do_no_harm) {
  const auto made = convert(std::string("a\xff\0b", 4));
  EXPECT_TRUE(base::from_json<RichText>(made.document));
}

}  // namespace
}  // namespace smartmove::content
