// What content alone can do, with all features together: another audience, people who come and go, their turns.
#include <fmt/format.h>

#include "app/exposure_report.hpp"
#include "app/features.hpp"
#include "base/embedded.hpp"
#include "content/pages.hpp"
#include "content/testing.hpp"
#include "media/directory_store.hpp"
#include "site/routes.hpp"
#include "site/shell.hpp"

namespace smartmove::app {
namespace {

using content::testing::must;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* readable = R"({"light": {"ground": "#ffc93c", "ink": "#1c1640", "head": "#1c1640",
    "link": "#6b0f3d", "chip": "#ffe08c", "mark": "#1c1640", "button": "#1c1640", "button_ink": "#fff8ea"},
  "dark": {"ground": "#553700", "ink": "#fff3d1", "head": "#ffd04f", "link": "#ffe29a", "chip": "#6b4e00",
    "mark": "#ffc93c", "button": "#ffc93c", "button_ink": "#2b1e00"}})";

struct Period {
  std::string from;
  std::string until;
};

class PortalPackTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    pack_.file("places.json", R"([
      {"code": "1880", "kind": "municipality", "parent": "", "names": {"sv": "Örebro", "en": "Örebro"}},
      {"code": "1881", "kind": "municipality", "parent": "", "names": {"sv": "Kumla", "en": "Kumla"}}])");
    pack_.document("site/site", "", R"({"title": "Exempel", "tagline": "T", "description": "D", "notice": "N",
      "publisher": "P", "not_found": {"title": "Tomt", "text": "T"}, "error": {"title": "Fel", "text": "T"}})");
    pack_.document("home/home", "",
                   R"({"title": "Bo här", "description": "D", "headline": "H", "lead": {"markdown": "L"},
      "blocks": [{"type": "audience_entrances", "data": {"heading": "Vem är du?"}},
                 {"type": "profile_grid", "data": {"heading": "Folk", "count": 1, "filter": false}}]})");
    pack_.document("profile_list/profiles", "", R"({"title": "Profiler", "description": "D", "headline": "Folk"})");
  }

  void audience(const std::string& key, int order, const std::string& palette = readable) {
    pack_.document("audience/" + key, "till-" + key,
                   fmt::format(R"({{"name": "Namn {0}", "title": "T {0}", "description": "D", "headline": "Till {0}",
                     "lead": {{"markdown": "L"}}, "tone": "Hemlig ton.", "colour": "sky", "palette": {1}, "order": {2},
                     "blocks": [{{"type": "text", "audiences": ["{0}"],
                                  "data": {{"heading": "Bara {0}", "text": {{"markdown": "T"}}}}}}]}})",
                               key, palette, order));
  }
  void person(const std::string& key, const std::string& place, const Period& booked) {
    pack_.document("profile/" + key, key,
                   fmt::format(R"({{"name": "Namn {0}", "title": "T {0}", "description": "D", "kind": "local",
                     "example": true, "occupation": "Bagare", "place": "{1}", "headline": "Hej", "booking":
                     {{"from": "{2}", "until": "{3}"}}, "consent": {{"given": "2020-01-01", "until": "2099-12-31", "by": "B"}},
                     "left_behind": "Köer", "gained": "Skog"}})",
                               key, place, booked.from, booked.until));
  }

  base::Result<content::ImportReport> import() {
    return content::import_pack(database(), features_.registry(), translations_, pack_.path(),
                                content::ImportMode::apply);
  }
  base::Result<web::Response> get(const std::string& path) {
    const site::Shell shell(assets_, "https://move.example");
    const content::Pages pages(database(), services_, shell);
    web::Request request;
    request.path = request.target = path;
    return pages.respond(request);
  }
  std::string page(const std::string& path) { return must(get(path)).body; }
  std::string stylesheet(const std::string& html) {
    const auto begin = html.find("/styles/") + std::string("/styles/").size();
    web::Request request;
    request.parameters.emplace("file", html.substr(begin, html.find('"', begin) - begin));
    return must(content::stylesheet_routes(database(), services_).at(0).handler(request)).body;
  }

  storage::testing::TemporaryFolder folder_;
  media::DirectoryStore media_{folder_.path()};
  Features features_{media_, {}};
  base::Translations translations_ = must(base::Translations::load(base::embedded::translations()));
  web::Templates templates_ =
      must(web::Templates::load(base::embedded::templates(), translations_, template_names(features_.registry())));
  web::Assets assets_ = must(web::Assets::load(base::embedded::assets()));
  content::RenderServices services_{features_.registry(), templates_, translations_, figure_sources(translations_)};
  content::testing::TestPack pack_;
};
INSTANTIATE_TEST_SUITE_P(databases, PortalPackTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PortalPackTest, a_fifth_audience_needs_no_code) {
  const std::vector<std::string> keys{"studenter", "unga-talanger", "familjer", "redan-har", "pensionarer"};
  for (std::size_t i = 0; i < keys.size(); ++i) audience(keys[i], static_cast<int>(i));
  must(import());
  const auto home = page("/");
  for (const auto& key : keys) {
    EXPECT_THAT(home, HasSubstr(fmt::format("door field field--sky field--audience-{}\"", key)));
    EXPECT_THAT(home, HasSubstr(fmt::format("href=\"/for/till-{0}\">Namn {0}</a>", key)));
    const auto own = page("/for/till-" + key);
    EXPECT_THAT(own, HasSubstr(fmt::format("Till {}</h1>", key)));
    EXPECT_THAT(own, HasSubstr(fmt::format("field--audience-{}\"", key)));
    EXPECT_THAT(own, HasSubstr(fmt::format("Bara {}</h2>", key)));
    EXPECT_THAT(own, Not(HasSubstr("Hemlig ton")));
    EXPECT_THAT(own, Not(HasSubstr("style=")));
    EXPECT_THAT(stylesheet(own), HasSubstr(fmt::format(".field--audience-{},", key)));
  }
  EXPECT_LT(home.find("Namn studenter"), home.find("Namn pensionarer"));
  EXPECT_EQ(stylesheet(home), stylesheet(page("/for/till-pensionarer")));
}

TEST_P(PortalPackTest, every_audience_has_a_feed_of_what_is_for_it_or_for_everybody) {
  audience("studenter", 1);
  audience("familjer", 2);
  const auto story = [&](const std::string& key, const std::string& audiences) {
    pack_.document("story/" + key, key,
                   fmt::format(R"({{"title": "Om {0} <3", "description": "D", "headline": "H",
      "kind": "story", "topic": "work", "audiences": {1}, "lead": {{"markdown": "L"}}, "text": {{"markdown": "T"}}}})",
                               key, audiences));
  };
  story("plugg", R"(["studenter"])");
  story("lek", R"(["familjer"])");
  story("alla", "[]");
  must(import());
  const auto routes = site::routes(database(), services_, "https://move.example", {});
  const web::Router router([&] {
    std::vector<web::Route> table;
    for (const auto& route : routes) table.push_back(route);
    return table;
  }());
  const auto feed = [&](const std::string& path) -> base::Result<web::Response> {
    web::Request request;
    request.path = path;
    const auto match = TRY(router.match(web::Method::get, path));
    return match.route->handler(request);
  };
  const auto made = must(feed("/for/till-studenter/feed.xml"));
  EXPECT_THAT(made.content_type, HasSubstr("application/atom+xml"));
  EXPECT_THAT(made.body, HasSubstr("<title>T studenter – Exempel</title>"));
  EXPECT_THAT(made.body, HasSubstr("<link rel=\"self\" href=\"https://move.example/for/till-studenter/feed.xml\"/>"));
  EXPECT_THAT(made.body, HasSubstr("Om plugg &lt;3"));
  EXPECT_THAT(made.body, HasSubstr("Om alla"));
  EXPECT_THAT(made.body, Not(HasSubstr("Om lek")));
  EXPECT_THAT(made.tags, ::testing::IsSupersetOf({"document:audience/studenter", "type:story", "addresses"}));
  EXPECT_THAT(must(feed("/feed.xml")).body, AllOf(HasSubstr("Om plugg"), HasSubstr("Om lek"), HasSubstr("Om alla")));
  EXPECT_FALSE(feed("/for/nobody/feed.xml"));
  EXPECT_FALSE(feed("/en/for/till-studenter/feed.xml"));  // not in English
  EXPECT_THAT(must(feed("/llms.txt")).body, HasSubstr("(https://move.example/for/till-familjer/feed.xml)"));
  const auto entrance = page("/for/till-studenter");
  EXPECT_THAT(entrance, HasSubstr("rel=\"alternate\" type=\"application/atom+xml\" title=\"Nytt: T studenter\" "
                                  "href=\"/for/till-studenter/feed.xml\""));
  EXPECT_THAT(entrance, HasSubstr("<a class=\"foot__link\" href=\"/for/till-studenter/feed.xml\">"));
  EXPECT_THAT(page("/las/plugg"), Not(HasSubstr("till-studenter/feed.xml")));
}

TEST_P(PortalPackTest, every_kind_of_page_has_a_card_in_its_own_colours) {
  audience("studenter", 1);
  person("bo", "1881", {"2021-01-01", "2098-12-31"});
  must(import());
  for (const auto* path : {"/", "/for/till-studenter", "/profiler", "/profiler/bo"}) {
    const auto html = page(path);
    const std::string begin = "<meta property=\"og:image\" content=\"https://move.example/cards/sv/";
    EXPECT_THAT(html, HasSubstr(begin)) << path;
  }
  EXPECT_THAT(page("/profiler/bo"), HasSubstr("Namn bo, Bagare · Exempelprofil: Hej Exempel\""));
  const auto worn = must(database().read([&](storage::Session& session) -> base::Result<std::string> {
    const auto region = TRY(content::require_region(session));
    content::RenderContext context(services_, session, region, "sv", base::now());
    const auto palette = TRY(services_.registry.palette_of(context, "studenter"));
    return palette ? palette->light.ground : "none";
  }));
  EXPECT_EQ(worn, "#ffc93c");
}

TEST_P(PortalPackTest, a_palette_that_cannot_be_read_stops_the_import) {
  std::string pale = readable;
  pale.replace(pale.find("#6b0f3d"), 7, "#d98fb0");
  audience("studenter", 1, pale);
  const auto made = import();
  ASSERT_FALSE(made);
  EXPECT_THAT(
      content::testing::problems_of(made.error()),
      HasSubstr("documents/audience/studenter/sv.json#/body/palette/light/link: found #d98fb0 on ground #ffc93c, a "
                "contrast of "));
}

TEST_P(PortalPackTest, a_profile_waits_is_shown_and_leaves) {
  person("bo", "1881", {"2021-01-01", "2098-12-31"});
  person("ada", "1881", {"2021-01-01", "2021-12-31"});
  person("cleo", "1880", {"2098-01-01", "2098-12-31"});
  must(import());
  const auto gone = must(get("/profiler/ada"));
  EXPECT_EQ(gone.status, 410);
  EXPECT_THAT(gone.body, HasSubstr(translations_.text("sv", "profile.gone_title") + "</h1>"));
  EXPECT_THAT(gone.body, HasSubstr("Fler från Kumla</h2>"));
  EXPECT_THAT(gone.body, HasSubstr("href=\"/profiler/bo\">Namn bo</a>"));
  EXPECT_THAT(gone.body, HasSubstr("href=\"/profiler\""));
  EXPECT_THAT(gone.body, Not(HasSubstr("Namn ada")));
  EXPECT_EQ(get("/profiler/cleo").error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(must(get("/profiler/bo")).status, 200);
  for (const auto* path : {"/", "/profiler"}) {
    EXPECT_THAT(page(path), AllOf(HasSubstr("Namn bo"), Not(HasSubstr("Namn ada")), Not(HasSubstr("Namn cleo"))));
  }
  EXPECT_THAT(page("/profiler/bo"), HasSubstr("href=\"/profiler\""));
}

TEST_P(PortalPackTest, turns_can_be_reported) {
  person("ada", "1880", {"2021-01-01", "2098-12-31"});
  person("bo", "1881", {"2021-01-01", "2098-12-31"});
  person("cleo", "1881", {"2021-01-01", "2098-12-31"});
  must(import());
  const auto now = base::now();
  const auto report = [&](std::optional<base::Date> from, std::optional<base::Date> until) {
    return exposure_report(database(), features_, {from, until}, now);
  };
  // They have been public since today, so a whole year is one to come.
  const int year = must(base::TimeZone::find("Europe/Stockholm")).date_of(now).year + 1;
  base::Date last{year, 1, 1};
  for (int i = 1; i < 360; ++i) last = base::day_after(last);
  const auto made = must(report(base::Date{year, 1, 1}, last));
  ASSERT_EQ(made.stages.size(), 4u);  // home, and the others of each profile
  const auto& home = made.stages.at(0);
  EXPECT_EQ(home.page, "/");
  EXPECT_EQ(home.heading, "Folk");
  EXPECT_EQ(home.count, 1);
  std::map<std::string, int> slots;
  for (const auto& row : home.rows) {
    slots[row.place + row.key] = row.slots;
    EXPECT_EQ(row.days, 360);
  }
  EXPECT_EQ(slots, (std::map<std::string, int>{
                       {"1880", 180}, {"1880ada", 180}, {"1881", 180}, {"1881bo", 90}, {"1881cleo", 90}}));
  EXPECT_EQ(made.places.at(0), std::pair(std::string("1880"), std::string("Örebro")));

  const auto today = must(report(std::nullopt, std::nullopt));
  EXPECT_EQ(today.from, (base::Date{today.until.year, 1, 1}));
  EXPECT_THAT(report(base::Date{2026, 2, 1}, base::Date{2026, 1, 1}).error().message, HasSubstr("turn them round"));
  EXPECT_THAT(report(base::Date{2020, 2, 1}, base::Date{2026, 1, 1}).error().message, HasSubstr("three years"));
}

}  // namespace
}  // namespace smartmove::app
