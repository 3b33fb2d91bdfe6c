#include <fmt/format.h>

#include "base/text.hpp"
#include "campaigns/campaign_type.hpp"
#include "comparisons/testing.hpp"
#include "content/pages.hpp"
#include "profiles/contribution.hpp"

namespace smartmove::campaigns {
namespace {

using content::testing::must;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class NoPages : public profiles::PlaceDirectory {
 public:
  base::Result<profiles::PlaceName> find(content::RenderContext&, const std::string& code) const override {
    return profiles::PlaceName{code, ""};
  }
};

const content::Registry& registry() {
  static const NoPages places;
  static const content::Registry made({content::contribution(), places::contribution(), profiles::contribution(places),
                                       comparisons::contribution(), contribution()});
  return made;
}

struct Made {
  std::string from = "2020-01-01";
  std::string until = "2199-12-31";
  std::string more{};
  std::string link = "https://kumla.example/";
};

// Periods are long over, going on for long, or far away: Pages reads the clock.
class CampaignPageTest : public comparisons::testing::ComparisonTest {
 protected:
  static std::string json(const Made& made) {
    return fmt::format(
        R"({{"title": "T", "description": "D", "headline": "H <1>", "lead": {}, "place": "1881",
             "period": {{"from": "{}", "until": "{}"}},
             "contact": {{"heading": "Talk", "text": {}, "link": {{"label": "Write", "to": "mailto:a@b.se"}}}},
             "over": {{"title": "Over <2>", "text": "It was fun.", "link": {{"label": "Kumla", "to": "{}"}}}}{}}})",
        rich("Lead"), made.from, made.until, rich("Talk to us"), made.link, made.more);
  }

  void save_as(const std::string& type_name, const std::string& key, const std::string& text) {
    const auto& type = *registry().document_type(type_name);
    base::JsonReader reader("f");
    auto edit =
        edit_of(registry(), type_name, key, key, registry().read_body(type, must(base::parse_json(text, "f")), reader));
    ASSERT_TRUE(reader.problems().empty()) << base::format_problems(reader.problems());
    if (type.schedule) edit.own = must(type.schedule(edit.body, must(base::TimeZone::find(region_.time_zone))));
    save(edit);
  }
  void publish(const Made& made) { save_as("campaign", "kumla", json(made)); }
  void publish_person(const std::string& key, const std::string& until) {
    save_as("profile", key,
            fmt::format(R"({{"name": "Name of {}", "title": "T", "description": "D", "kind": "local",
      "example": true, "occupation": "Bagare", "place": "1881", "headline": "Hej",
      "booking": {{"from": "2020-01-01", "until": "{}"}},
      "consent": {{"given": "2020-01-01", "until": "{}", "by": "B"}}, "left_behind": "Köer", "gained": "Skog"}})",
                        key, until, until));
  }

  base::Result<web::Response> visit(const std::string& path = "/kampanj/kumla") {
    const content::Pages pages(database(), services_, shell_);
    web::Request request;
    request.path = request.target = path;
    return pages.respond(request);
  }

  content::testing::BareShell shell_;
  content::RenderServices services_{registry(), content::testing::templates(), content::testing::translations(),
                                    comparisons::testing::services().figures};
};
INSTANTIATE_TEST_SUITE_P(databases, CampaignPageTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(CampaignPageTest, shows_whose_it_is_until_when_and_whom_to_talk_to) {
  publish({});
  const auto page = must(visit());
  EXPECT_EQ(page.status, 200);
  for (const auto* words : {"H &lt;1&gt;</h1>", "Kampanj · Kumla", "Bakom kampanjen: Region X",
                            "till och med 31 december 2199", "Talk</h2>", "href=\"mailto:a@b.se\""}) {
    EXPECT_THAT(page.body, HasSubstr(words));
  }
  EXPECT_THAT(page.body, Not(HasSubstr("class=\"duel\"")));
  EXPECT_THAT(page.body, Not(HasSubstr("block--profiles")));
  EXPECT_THAT(page.tags, Contains("organisations"));
}

TEST_P(CampaignPageTest, shows_its_comparison_and_those_of_its_people_who_are_booked) {
  save_as("comparison", "duel", base::compact_json(body(row("Home", R"("indicator": "price")"))));
  publish_person("ada", "2199-12-31");
  publish_person("bo", "2020-12-31");
  publish({.more = R"(, "comparison": "duel", "profiles": ["bo", "ada", "nobody-in-swedish"])"});
  const auto page = must(visit()).body;
  EXPECT_THAT(page, HasSubstr("Home</h3>"));
  EXPECT_THAT(page, HasSubstr("href=\"/jamfor/duel\""));
  EXPECT_THAT(page, HasSubstr("Name of ada</a>"));
  EXPECT_THAT(page, HasSubstr("Bagare, Kumla"));
  EXPECT_THAT(page, Not(HasSubstr("Name of bo")));
}

TEST_P(CampaignPageTest, wears_the_colours_of_its_first_audience_and_a_picture) {
  publish({});
  EXPECT_THAT(must(visit()).body, HasSubstr("hero--campaign field field--berry\""));
  draw("shoe");
  publish({.more = R"(, "audiences": ["unga", "barn"], "picture": {"key": "shoe", "alt": "En sko"})"});
  const auto page = must(visit()).body;
  EXPECT_THAT(page, HasSubstr("hero--campaign field field--berry field--audience-unga\""));
  EXPECT_THAT(page, HasSubstr("aria-label=\"En sko\""));
}

TEST_P(CampaignPageTest, is_not_there_before_its_first_day) {
  publish({.from = "2190-01-01"});
  EXPECT_EQ(visit().error().kind, base::ErrorKind::not_found);
}

TEST_P(CampaignPageTest, says_that_it_is_over_and_where_to_go_after_its_last) {
  publish({.until = "2020-12-31"});
  const auto page = must(visit());
  EXPECT_EQ(page.status, 410);
  EXPECT_THAT(page.body, HasSubstr("Over &lt;2&gt;</h1>"));
  EXPECT_THAT(page.body, HasSubstr("It was fun."));
  EXPECT_THAT(page.body, HasSubstr("href=\"https://kumla.example/\">Kumla"));
  EXPECT_THAT(page.body, Not(HasSubstr("H &lt;1&gt;")));
}

TEST_P(CampaignPageTest, leads_home_where_its_link_is_not_public) {
  publish({.until = "2020-12-31", .link = "comparison/nowhere"});
  EXPECT_THAT(must(visit()).body, HasSubstr("href=\"/\">Start"));
}

TEST_P(CampaignPageTest, what_it_names_must_exist) {
  base::JsonReader reader("f");
  const auto text = json({.more = R"(, "comparison": "no", "profiles": ["nobody"], "audiences": ["nobodies"])"});
  registry().read_body(*registry().document_type("campaign"), must(base::parse_json(text, "f")), reader);
  std::vector<std::string> named;
  for (const auto& each : reader.references()) named.push_back(each.kind + " " + each.value);
  for (const auto* reference : {"document comparison/no", "profile nobody", "audience nobodies", "place 1881"}) {
    EXPECT_THAT(named, Contains(reference));
  }
}

TEST_P(CampaignPageTest, tells_machines_and_search_what_it_is) {
  publish({});
  const auto document = read([&](storage::Session& session) {
    return content::DocumentStore(session).published("campaign", "kumla", "sv", now_);
  });
  const auto& type = *registry().document_type("campaign");
  const auto entry = must(type.search(*document));
  EXPECT_EQ(entry.place, "1881");
  EXPECT_THAT(entry.text, HasSubstr("Talk to us"));
  const auto machine = must(database().read([&](storage::Session& session) {
    content::RenderContext context(services_, session, region_, "sv", now_);
    return type.schema_org(*document, context);
  }));
  EXPECT_EQ(machine.at("publisher").at("name"), "Region X");
  EXPECT_EQ(machine.at("about").at("name"), "Kumla");
  EXPECT_EQ(machine.at("expires"), "2199-12-31");
}

}  // namespace
}  // namespace smartmove::campaigns
