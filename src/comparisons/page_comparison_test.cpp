#include "comparisons/page_comparison.hpp"

#include "base/text.hpp"
#include "comparisons/testing.hpp"
#include "content/search_entry.hpp"

namespace smartmove::comparisons {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PageComparisonTest : public testing::ComparisonTest {
 protected:
  struct Shown {
    std::string html;
    std::vector<std::string> tags;
  };
  Shown page(const std::string& key = "a") {
    return shown([&](content::RenderContext& context) -> base::Result<Shown> {
      const auto& type = *testing::registry().document_type("comparison");
      auto made = TRY(type.view(*TRY(context.document("comparison", key)), context));
      EXPECT_EQ(made.breadcrumbs.at(0).href, "/jamfor");
      return Shown{context.render(type.template_name, made.view).str(), context.tags()};
    });
  }
  std::string block(const std::string& data, const std::string& language = "sv") {
    return shown(
        [&](content::RenderContext& context) -> base::Result<std::string> {
          const auto blocks = TRY(base::parse_json("[" + data + "]", "f"));
          return TRY(context.blocks(TRY(base::from_json<content::Blocks>(blocks)))).str();
        },
        language);
  }
  static std::string text(std::string_view key, const base::Translations::Arguments& arguments = {}) {
    return base::escape_html(content::testing::translations().text("sv", key, arguments));
  }
  static int count(const std::string& html, const std::string& what) {
    int found = 0;
    for (auto at = html.find(what); at != std::string::npos; at = html.find(what, at + 1)) ++found;
    return found;
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PageComparisonTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PageComparisonTest, is_a_duel_of_two_places_round_by_round) {
  publish("a", body(row("Home", R"("indicator": "price")") + "," + row("Wage", R"("indicator": "income")") + "," +
                    row("Folk", R"("indicator": "people")") + "," + row("Air", R"("text": )" + rich("Clean"))));
  const auto [html, tags] = page();
  EXPECT_THAT(html, HasSubstr("H &lt;1&gt;</h1>"));
  EXPECT_THAT(html, HasSubstr("<h3 class=\"round__theme\">Home</h3>"));
  EXPECT_THAT(html, HasSubstr("Kumla\u00a01, Göteborg\u00a01, utan vinnare\u00a01"));
  EXPECT_THAT(html, HasSubstr(text("comparison.verdict.here", {{"place", "Kumla"}})));
  EXPECT_THAT(html, HasSubstr(text("comparison.verdict.there", {{"place", "Göteborg"}})));
  EXPECT_THAT(html, HasSubstr(text("comparison.verdict.none")));
  EXPECT_THAT(html, HasSubstr(text("comparison.note.lower")));
  EXPECT_THAT(html, HasSubstr(text("comparison.note.higher")));
  EXPECT_EQ(count(html, text("comparison.note.other_period")), 1);
  EXPECT_EQ(count(html, "round__side--wins"), 2);
  EXPECT_EQ(count(html, "round__verdict "), 3);  // a row that is only told has none
  EXPECT_THAT(html, HasSubstr("<p>Clean</p>"));
  EXPECT_THAT(html, HasSubstr("<p>Rain</p>"));
  EXPECT_EQ(count(html, "class=\"chip\""), 6);
  for (const auto* tag : {"places", "indicators", "fact:1881/price", "fact:1480/income"}) {
    EXPECT_THAT(tags, Contains(tag));
  }
}

TEST_P(PageComparisonTest, what_reads_equal_is_a_draw) {
  put_fact("1881", "price", 2.01, "2025");
  publish("a", body(row("Home", R"("indicator": "price")")));
  EXPECT_THAT(page().html, HasSubstr(text("comparison.verdict.draw")));
  EXPECT_THAT(page().html, HasSubstr("Kumla\u00a00, Göteborg\u00a00, oavgjort\u00a01"));
}

TEST_P(PageComparisonTest, other_definitions_have_no_winner_and_say_so) {
  publish("a", body(row("Home", R"("indicator": "price", "indicator_there": "price_usd")")));
  const auto html = page().html;
  EXPECT_THAT(html, HasSubstr(text("comparison.verdict.not_comparable")));
  EXPECT_THAT(html, HasSubstr(text("comparison.note.other_unit")));
  EXPECT_THAT(html, HasSubstr("price_usd sv"));
  EXPECT_THAT(html, Not(HasSubstr("round__side--wins")));
  EXPECT_THAT(html, Not(HasSubstr("duel__score")));  // nothing could be won
}

TEST_P(PageComparisonTest, a_missing_figure_is_unknown_and_never_zero) {
  put_fact("1881", "price", std::nullopt, "2025");
  publish("a", body(row("Home", R"("indicator": "price")") + "," + row("Wage", R"("indicator": "income")")));
  const auto html = page().html;
  EXPECT_THAT(html, HasSubstr(text("comparison.verdict.unknown")));
  EXPECT_THAT(html, HasSubstr("Göteborg\u00a01, okänt\u00a01"));
  EXPECT_THAT(html, HasSubstr("chip--unknown"));
}

TEST_P(PageComparisonTest, a_place_without_any_figure_is_named) {
  publish("a", body(row("Home", R"("indicator": "price")"), "x"));
  EXPECT_THAT(page().html, HasSubstr(text("comparison.without_figures", {{"place", "Byn <x>"}})));
  publish("a", body(row("Air", R"("text": )" + rich("Clean")), "x"));
  EXPECT_THAT(page().html, Not(HasSubstr("class=\"notice\"")));
}

TEST_P(PageComparisonTest, is_found_by_its_words_and_is_about_both_places) {
  publish("a", body(row("Home", R"("indicator": "price")"), "1480", R"(, "text": )" + rich("Epilogue")));
  const auto entry = read([&](storage::Session& session) -> base::Result<content::SearchEntry> {
    return content::search_entry(testing::registry(),
                                 *TRY(content::DocumentStore(session).published("comparison", "a", "sv", now_)));
  });
  EXPECT_EQ(entry.place, "1881");
  for (const auto* word : {"H <1>", "Lead", "Home", "Ha", "Rain", "Epilogue"}) EXPECT_THAT(entry.text, HasSubstr(word));
  const auto article = shown([&](content::RenderContext& context) -> base::Result<boost::json::object> {
    return testing::registry()
        .document_type("comparison")
        ->schema_org(*TRY(context.document("comparison", "a")), context);
  });
  EXPECT_EQ(article.at("about").at(0).at("name"), "Kumla");
  EXPECT_EQ(article.at("about").at(1).at("name"), "Göteborg");
}

TEST_P(PageComparisonTest, a_block_shows_the_first_rounds_and_the_way_to_the_rest) {
  publish("a", body(row("Home", R"("indicator": "price")") + "," + row("Wage", R"("indicator": "income")")));
  const auto html = block(R"({"type": "comparison", "data": {"comparison": "a", "rows": 1}})");
  EXPECT_THAT(html, HasSubstr("<h2 class=\"heading\">H &lt;1&gt;</h2>"));
  EXPECT_THAT(html, HasSubstr("Home</h3>"));
  EXPECT_THAT(html, Not(HasSubstr("Wage")));
  EXPECT_THAT(html, HasSubstr("Kumla\u00a01, Göteborg\u00a01"));  // the score is of the whole match
  EXPECT_THAT(html, HasSubstr("href=\"/jamfor/a\""));
  EXPECT_THAT(block(R"({"type": "comparison", "data": {"comparison": "a"}})"), HasSubstr("Wage"));
  EXPECT_THAT(block(R"({"type": "comparison", "data": {"comparison": "a"}})", "en"), Not(HasSubstr("<")));
  const auto inner = block(
      R"({"type": "section", "data": {"heading": "S", "colour": "sky"},
          "blocks": [{"type": "comparison", "data": {"comparison": "a"}}]})");
  EXPECT_THAT(inner, HasSubstr("Home</h4>"));
}

TEST_P(PageComparisonTest, a_block_offers_every_place) {
  const auto html = block(R"({"type": "compare_form", "data": {"heading": "Välj", "here": "1881"}})");
  EXPECT_THAT(html, HasSubstr("action=\"/jamfor\""));
  EXPECT_THAT(html, HasSubstr("name=\"here\" value=\"Kumla\""));
  EXPECT_THAT(html, HasSubstr("<option value=\"Göteborg\">"));
  EXPECT_THAT(html, HasSubstr("<option value=\"Byn &lt;x&gt;\">"));
}

TEST_P(PageComparisonTest, a_page_has_the_list_of_places_once) {
  const std::string form = R"({"type": "compare_form", "data": {"heading": "Välj"}})";
  const auto html =
      block(R"({"type": "section", "data": {"heading": "S", "colour": "sky"}, "blocks": [)" + form + "," + form + "]}");
  const auto first = html.find("<datalist id=\"compare-places\">");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(html.find("<datalist", first + 1), std::string::npos);
  EXPECT_NE(html.find("list=\"compare-places\"", first), std::string::npos);
}

TEST_P(PageComparisonTest, a_comparison_that_does_not_exist_is_a_mistake_of_the_block) {
  base::JsonReader reader("f");
  const auto& type = *testing::registry().document_type("comparison");
  testing::registry().read_body(type,
                                body(row("Home", R"("indicator": "price")"), "1480",
                                     R"(, "blocks": [{"type": "comparison", "data": {"comparison": "nowhere"}}])"),
                                reader);
  const auto problems = read(
      [&](storage::Session& session) { return testing::registry().check_references(session, reader.references()); });
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].where, "f#/blocks/0/data/comparison");
  EXPECT_EQ(problems[0].expected, "a document that exists");
}

}  // namespace
}  // namespace smartmove::comparisons
