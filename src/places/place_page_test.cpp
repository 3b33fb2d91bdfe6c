#include "places/place_page.hpp"

#include "places/fact_store.hpp"
#include "places/testing.hpp"

namespace smartmove::places {
namespace {

using content::testing::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

boost::json::value page_body(std::string_view place, std::string_view headline, std::string_view rest = "") {
  return must(base::parse_json(R"({"place": ")" + std::string(place) +
                                   R"(", "title": "T", "description": "D", "headline": ")" + std::string(headline) +
                                   R"(", "lead": {"type": "doc"}, "text": {"type": "doc"}, "colour": "sun")" +
                                   std::string(rest) + "}",
                               "body"));
}

std::vector<std::string> problems(const boost::json::value& body) {
  base::JsonReader reader("f");
  testing::registry().read_body(*testing::registry().document_type("place_page"), body, reader);
  std::vector<std::string> found;
  for (const auto& each : reader.problems()) found.push_back(each.where + " " + each.expected);
  return found;
}

TEST(PlacePageRulesTest, each_figure_is_shown_once) {
  EXPECT_THAT(problems(page_body("1881", "H", R"(, "indicators": ["population", "share"])")), ElementsAre());
  EXPECT_THAT(problems(page_body("1881", "H", R"(, "indicators": ["share", "population", "share", "share"])")),
              ElementsAre("f#/indicators/2 each indicator once", "f#/indicators/3 each indicator once"));
}

TEST(PlacePageRulesTest, a_tile_lies_on_the_map) {
  EXPECT_THAT(problems(page_body("1881", "H", R"(, "tile": {"column": 1, "row": 12})")), ElementsAre());
  EXPECT_THAT(problems(page_body("1881", "H", R"(, "tile": {"column": 0, "row": 13})")),
              ElementsAre("f#/tile/column 1 to 12", "f#/tile/row 1 to 12"));
}

class PlacePageTest : public content::testing::ContentTest {
 protected:
  void set_up() override {
    ContentTest::set_up();
    must(database().write([](storage::Session& session) -> base::Result<> {
      FactStore store(session);
      TRY(store.put_place(testing::county()));
      TRY(store.put_place(testing::kumla()));
      TRY(store.put_place({"1880", PlaceKind::municipality, "18", {{"sv", "Örebro"}, {"en", "Örebro"}}}));
      TRY(store.put_place({"1882", PlaceKind::municipality, "18", {{"sv", "Askersund"}, {"en", "Askersund"}}}));
      TRY(store.put_indicator(testing::population()));
      TRY(store.put_fact(testing::fact(22354)));
      return {};
    }));
  }
  void publish(const std::string& key, boost::json::value body) {
    base::JsonReader reader("f");
    const auto& type = *testing::registry().document_type("place_page");
    auto canonical = testing::registry().read_body(type, body, reader);
    ASSERT_TRUE(reader.problems().empty()) << base::format_problems(reader.problems());
    save(edit_of(testing::registry(), "place_page", key, key, std::move(canonical)));
  }
  // The page's own HTML, and the tags it got.
  std::pair<std::string, std::vector<std::string>> page(const std::string& key) {
    return rendering(
        testing::registry(),
        [&](content::RenderContext& context) -> base::Result<std::pair<std::string, std::vector<std::string>>> {
          const auto document = TRY(context.document("place_page", key));
          const auto& type = *testing::registry().document_type("place_page");
          const auto view = TRY(type.view(*document, context)).view;
          return std::pair(context.render(type.template_name, view).str(), context.tags());
        },
        "sv", testing::figures());
  }
  std::string block(const std::string& json) {
    return rendering(
        testing::registry(),
        [&](content::RenderContext& context) -> base::Result<std::string> {
          const auto blocks = TRY(base::from_json<content::Blocks>(TRY(base::parse_json("[" + json + "]", "blocks"))));
          return TRY(context.blocks(blocks)).str();
        },
        "sv", testing::figures());
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PlacePageTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PlacePageTest, shows_the_places_own_words_and_figures) {
  publish("kumla", page_body("1881", "Skor & <fängelse>", R"(, "indicators": ["population"])"));
  const auto [html, tags] = page("kumla");
  EXPECT_THAT(html, HasSubstr("Skor &amp; &lt;fängelse&gt;</h1>"));
  EXPECT_THAT(html, HasSubstr("22\u00a0354\u00a0invånare"));
  EXPECT_THAT(html, HasSubstr("id=\"figure-1881-population\""));
  EXPECT_THAT(html, HasSubstr("https://www.scb.se/x"));
  EXPECT_THAT(html, Not(HasSubstr("place-drawbacks")));
  EXPECT_THAT(tags, Contains("fact:1881/population"));
  EXPECT_THAT(tags, Contains("places"));
}

TEST_P(PlacePageTest, tells_of_drawbacks_where_there_are_any) {
  publish("kumla", page_body("1881", "H", R"(, "drawbacks": {"type": "doc"})"));
  EXPECT_THAT(page("kumla").first, HasSubstr("place-drawbacks"));
}

TEST_P(PlacePageTest, lists_places_in_the_languages_order) {
  publish("orebro", page_body("1880", "Ö"));
  publish("kumla", page_body("1881", "K"));
  publish("askersund", page_body("1882", "A"));
  const auto all = block(R"({"type": "place_list", "data": {"heading": "Kommuner", "places": []}})");
  EXPECT_LT(all.find("Askersund"), all.find("Kumla"));
  EXPECT_LT(all.find("Kumla"), all.find("Örebro"));
  EXPECT_THAT(all, HasSubstr("href=\"/kommuner/kumla\""));
  const auto some = block(R"({"type": "place_list", "data": {"heading": "Kommuner", "places": ["1881", "9999"]}})");
  EXPECT_THAT(some, HasSubstr("Kumla"));
  EXPECT_THAT(some, Not(HasSubstr("Askersund")));
}

TEST_P(PlacePageTest, compares_figures_and_says_what_is_unknown) {
  const auto html = block(
      R"({"type": "figures", "data": {"heading": "I siffror", "place": "1881", "indicators": ["population", "bears"]}})");
  EXPECT_THAT(html, HasSubstr("22\u00a0354\u00a0invånare"));
  EXPECT_THAT(html, HasSubstr(content::testing::translations().text("sv", "figure.unknown")));
}

TEST_P(PlacePageTest, describes_itself_to_machines) {
  publish("kumla", page_body("1881", "H"));
  const auto made =
      rendering(testing::registry(), [&](content::RenderContext& context) -> base::Result<boost::json::object> {
        const auto document = TRY(context.document("place_page", "kumla"));
        return testing::registry().document_type("place_page")->schema_org(*document, context);
      });
  EXPECT_EQ(made.at("@type"), "AdministrativeArea");
  EXPECT_EQ(made.at("name"), "Kumla");
  EXPECT_EQ(made.at("url"), "/kommuner/kumla");
  EXPECT_EQ(made.at("containedInPlace").at("name"), "Örebro län");
  content::PublishedDocument document;
  document.body = page_body("1881", "Skor");
  const auto entry = must(testing::registry().document_type("place_page")->search(document));
  EXPECT_THAT(entry.text, HasSubstr("Skor"));
  EXPECT_EQ(entry.place, "1881");
}

TEST_P(PlacePageTest, wears_its_emblem) {
  draw("shoe");
  publish("kumla",
          page_body("1881", "K", R"(, "emblem": {"key": "shoe", "alt": "En sko"}, "tile": {"column": 3, "row": 2})"));
  publish("orebro", page_body("1880", "Ö"));
  EXPECT_THAT(page("kumla").first, HasSubstr("role=\"img\" aria-label=\"En sko\""));
  EXPECT_THAT(page("kumla").first, Not(HasSubstr("class=\"art")));
  EXPECT_THAT(page("orebro").first, HasSubstr("class=\"art"));
  const auto list = block(R"({"type": "place_list", "data": {"heading": "Kommuner"}})");
  EXPECT_THAT(list, HasSubstr("aria-hidden=\"true\" viewBox=\"0 0 8 8\""));
  EXPECT_EQ(list.find("place__emblem"), list.rfind("place__emblem"));
}

TEST_P(PlacePageTest, the_map_has_a_tile_for_every_place) {
  draw("shoe");
  publish("kumla",
          page_body("1881", "K", R"(, "emblem": {"key": "shoe", "alt": "En sko"}, "tile": {"column": 3, "row": 2})"));
  publish("orebro", page_body("1880", "Ö", R"(, "tile": {"column": 2, "row": 1})"));
  publish("askersund", page_body("1882", "A"));
  const auto html = block(R"({"type": "place_map", "data": {"heading": "Kartan"}})");
  EXPECT_THAT(html, HasSubstr("Kartan</h2>"));
  EXPECT_LT(html.find(">Örebro</a>"), html.find(">Kumla</a>"));
  EXPECT_LT(html.find(">Kumla</a>"), html.find(">Askersund</a>"));
  EXPECT_THAT(html, HasSubstr("<li class=\"map__tile field field--sun map__tile--column-2 map__tile--row-1\">"));
  EXPECT_THAT(html, HasSubstr("<li class=\"map__tile field field--sun\">"));
  EXPECT_THAT(html, HasSubstr("<a class=\"map__link\" href=\"/kommuner/kumla\">Kumla</a>"));
  EXPECT_THAT(html, HasSubstr("aria-hidden=\"true\" viewBox"));
  EXPECT_THAT(html, Not(HasSubstr("En sko")));
  publish("askersund", page_body("1882", "A", R"(, "tile": {"column": 3, "row": 2})"));
  const auto crowded = block(R"({"type": "place_map", "data": {"heading": "Kartan"}})");
  EXPECT_EQ(crowded.find("column-3"), crowded.rfind("column-3"));
}

TEST_P(PlacePageTest, speaks_to_the_audiences_it_is_aimed_at) {
  const std::string blocks =
      R"("blocks": [{"type": "text", "audiences": ["studenter"], "data": {"heading": "Plugga", "text": {"type": "doc"}}}])";
  publish("kumla", page_body("1881", "K", R"(, "audiences": ["studenter"], )" + blocks));
  publish("orebro", page_body("1880", "Ö", ", " + blocks));
  EXPECT_THAT(page("kumla").first, HasSubstr("Plugga"));
  EXPECT_THAT(page("kumla").first, HasSubstr("field--sun field--audience-studenter\""));
  EXPECT_THAT(page("orebro").first, Not(HasSubstr("Plugga")));
  content::PublishedDocument document;
  document.body = page_body("1881", "Skor", R"(, "audiences": ["studenter"])");
  EXPECT_THAT(must(testing::registry().document_type("place_page")->search(document)).audiences,
              ElementsAre("studenter"));
}
}  // namespace
}  // namespace smartmove::places
