#include "comparisons/pages.hpp"

#include "base/text.hpp"
#include "comparisons/testing.hpp"

namespace smartmove::comparisons {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class ComparePagesTest : public testing::ComparisonTest {
 protected:
  // As the router would answer.
  base::Result<web::Response> try_get(const std::string& path,
                                      std::vector<std::pair<std::string, std::string>> query = {}) {
    const web::Router router(routes(database(), testing::services(), shell_));
    web::Request request;
    request.path = request.target = path;
    request.query = std::move(query);
    auto match = router.match(web::Method::get, path);
    if (!match) return base::fail(std::move(match).error());
    request.parameters = match->parameters;
    return match->route->handler(request);
  }
  web::Response get(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) {
    return testing::must(try_get(path, std::move(query)));
  }
  static std::string location(const web::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return std::to_string(response.status) + " " + value;
    }
    return std::to_string(response.status);
  }
  static std::string text(std::string_view key, const base::Translations::Arguments& arguments = {}) {
    return base::escape_html(content::testing::translations().text("sv", key, arguments));
  }
  const std::pair<std::string, std::string> noindex_{"X-Robots-Tag", "noindex"};

  content::testing::BareShell shell_;
};
INSTANTIATE_TEST_SUITE_P(databases, ComparePagesTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(ComparePagesTest, any_two_places_meet_in_all_that_can_be_won) {
  const auto page = get("/jamfor/kumla/goteborg");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Kumla mot Göteborg</h1>"));
  EXPECT_THAT(page.body, HasSubstr("Kumla\u00a01, Göteborg\u00a01, okänt\u00a01"));
  EXPECT_THAT(page.body, HasSubstr("id=\"rounds-here\""));
  EXPECT_THAT(page.body, HasSubstr("id=\"rounds-unknown\""));
  EXPECT_THAT(page.body, Not(HasSubstr("id=\"rounds-draw\"")));
  EXPECT_THAT(page.body, HasSubstr("price sv</h3>"));
  EXPECT_THAT(page.body, Not(HasSubstr("people sv")));
  EXPECT_THAT(page.body, HasSubstr("href=\"/jamfor/goteborg/kumla\""));
  EXPECT_THAT(page.body, HasSubstr("<!-- sv sv=/jamfor/kumla/goteborg en=/en/compare/kumla/gothenburg -->"));
  EXPECT_THAT(page.headers, Contains(noindex_));
  for (const auto* tag : {"facts", "indicators", "places", "type:comparison"}) EXPECT_THAT(page.tags, Contains(tag));
  EXPECT_THAT(get("/en/compare/kumla/gothenburg").body, HasSubstr("Kumla against Gothenburg</h1>"));
}

TEST_P(ComparePagesTest, there_is_one_address_for_two_places) {
  for (const auto* other :
       {"/jamfor/1881/1480", "/jamfor/kumla/1480", "/jamfor/Kumla/gothenburg", "/jamfor/kumla/Göteborg"}) {
    EXPECT_EQ(location(get(other)), "301 /jamfor/kumla/goteborg") << other;
  }
  EXPECT_EQ(location(get("/en/compare/kumla/goteborg")), "301 /en/compare/kumla/gothenburg");
  EXPECT_THAT(get("/jamfor/1881/1480").tags, Contains("places"));
  EXPECT_EQ(try_get("/compare/kumla/goteborg").error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(try_get("/en/jamfor").error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(try_get("/sv/jamfor").error().kind, base::ErrorKind::not_found);
}

TEST_P(ComparePagesTest, an_editors_comparison_of_the_two_is_the_one_to_be_found) {
  publish("match", body(row("Home", R"("indicator": "price")")));
  const auto page = get("/jamfor/kumla/goteborg");
  EXPECT_THAT(page.body, HasSubstr("href=\"/jamfor/match\""));
  EXPECT_THAT(page.headers, Not(Contains(noindex_)));
  EXPECT_THAT(get("/jamfor/goteborg/kumla").headers, Contains(noindex_));
}

TEST_P(ComparePagesTest, an_unknown_place_is_not_there_and_another_can_be_chosen) {
  const auto page = get("/jamfor/kumla/atlantis");
  EXPECT_EQ(page.status, 404);
  EXPECT_THAT(page.body, HasSubstr(text("comparison.unknown_place.text", {{"place", "atlantis"}})));
  EXPECT_THAT(page.body, HasSubstr("name=\"here\" value=\"Kumla\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"there\" value=\"atlantis\""));
  EXPECT_THAT(page.body, Not(HasSubstr(text("comparison.suggestions"))));
  EXPECT_THAT(page.headers, Contains(noindex_));
  EXPECT_THAT(get("/jamfor/<b>/kumla").body, HasSubstr("&lt;b&gt;"));
  EXPECT_EQ(get("/jamfor/atlantis/atlantis").status, 404);
}

TEST_P(ComparePagesTest, a_mistyped_name_is_answered_with_what_may_have_been_meant) {
  const auto page = get("/jamfor", {{"here", "1881"}, {"there", "Götebrog"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(text("comparison.unknown_place.text", {{"place", "Götebrog"}})));
  EXPECT_THAT(page.body, HasSubstr(text("comparison.suggestions")));
  EXPECT_THAT(page.body, HasSubstr("<a href=\"/jamfor/kumla/goteborg\">Göteborg</a>"));
  EXPECT_THAT(page.headers, Contains(noindex_));
  EXPECT_THAT(get("/jamfor", {{"here", "Kumal"}, {"there", "Götebrog"}}).body,
              HasSubstr("<a href=\"/jamfor?here=1881\">Kumla</a>"));
  EXPECT_THAT(get("/jamfor/kumal/kumla").body, HasSubstr("<a href=\"/jamfor?here=1881\">Kumla</a>"));
}

TEST_P(ComparePagesTest, a_name_that_several_have_is_asked_about) {
  testing::must(database().write([](storage::Session& session) -> base::Result<> {
    for (const auto* code : {"c1", "c2"}) {
      TRY(places::FactStore(session).put_place(
          {code, places::PlaceKind::city, "", {{"en", "Twin"}, {"sv", "Tvilling"}}}));
    }
    return {};
  }));
  const auto page = get("/jamfor", {{"here", "Tvilling"}, {"there", "1881"}});
  EXPECT_THAT(page.body, HasSubstr(text("comparison.ambiguous_place.text", {{"place", "Tvilling"}})));
  EXPECT_THAT(page.body, HasSubstr("<a href=\"/jamfor/c2/kumla\">Tvilling (c2)</a>"));
  EXPECT_EQ(location(get("/jamfor", {{"here", "Tvilling (c2)"}, {"there", "1881"}})), "303 /jamfor/c2/kumla");
}

TEST_P(ComparePagesTest, a_place_against_itself_is_asked_for_another) {
  const auto page = get("/jamfor/kumla/1881");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(text("comparison.same_place.title", {{"place", "Kumla"}}) + "</h1>"));
  EXPECT_THAT(page.headers, Contains(noindex_));
  EXPECT_THAT(get("/jamfor", {{"here", "1881"}, {"there", "kumla"}}).body,
              HasSubstr(text("comparison.same_place.text")));
}

TEST_P(ComparePagesTest, places_without_figures_make_no_match_but_a_page) {
  const auto page = get("/jamfor/byn-x/kumla");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(text("comparison.without_figures", {{"place", "Byn <x>"}})));
  EXPECT_THAT(page.body, HasSubstr("Byn &lt;x&gt;\u00a00, Kumla\u00a00, okänt\u00a02"));
}

TEST_P(ComparePagesTest, two_places_are_chosen_with_a_plain_form) {
  publish("match", body(row("Home", R"("indicator": "price")")));
  const auto page = get("/jamfor");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("method=\"get\""));
  EXPECT_THAT(page.body, HasSubstr("href=\"/jamfor/match\""));
  EXPECT_THAT(page.headers, Not(Contains(noindex_)));
  EXPECT_EQ(location(get("/jamfor", {{"here", "1881"}, {"there", "1480"}})), "303 /jamfor/kumla/goteborg");
  EXPECT_EQ(location(get("/en/compare", {{"here", "1881"}, {"there", "1480"}})), "303 /en/compare/kumla/gothenburg");
  EXPECT_THAT(get("/jamfor", {{"here", "1881"}}).body, HasSubstr("name=\"here\" value=\"Kumla\""));
  EXPECT_THAT(page.body, HasSubstr("<option value=\"Byn &lt;x&gt;\">"));  // also without a figure
  EXPECT_EQ(location(get("/jamfor", {{"here", "Kumla"}, {"there", "göteborg"}})), "303 /jamfor/kumla/goteborg");
  EXPECT_THAT(get("/jamfor", {{"here", ""}, {"there", "x<y"}}).body, HasSubstr("x&lt;y"));
  EXPECT_THAT(get("/jamfor", {{"here", "nobody"}}).headers, Contains(noindex_));
}

}  // namespace
}  // namespace smartmove::comparisons
