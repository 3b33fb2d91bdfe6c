#include "profiles/page_profile.hpp"

#include "base/text.hpp"
#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"
#include "profiles/contribution.hpp"
#include "profiles/profile.hpp"

namespace smartmove::profiles {
namespace {

using content::testing::at;
using content::testing::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// 1881 has a page, other places only their code.
class FewPlaces : public PlaceDirectory {
 public:
  base::Result<PlaceName> find(content::RenderContext&, const std::string& code) const override {
    return code == "1881" ? PlaceName{"Kumla", "/kommuner/kumla"} : PlaceName{code, ""};
  }
};

const content::Registry& registry() {
  static const FewPlaces places;
  static const content::Registry made({content::contribution(), contribution(places)});
  return made;
}

struct Person {
  std::string name;
  std::string place = "1881";
  std::string audiences = "[]";
  std::string booking = R"({"from": "2026-01-01", "until": "2027-12-31"})";
  std::string blocks = "[]";
  std::string more = "";
};

boost::json::value body(const Person& person) {
  return must(base::parse_json(
      R"({"name": ")" + person.name +
          R"(", "title": "T", "description": "D", "kind": "local", "example": true, "occupation": "Bagare",
          "place": ")" +
          person.place + R"(", "audiences": )" + person.audiences + R"(, "headline": "Hej", "booking": )" +
          person.booking +
          R"(, "consent": {"given": "2026-01-01", "until": "2027-12-31", "by": "B"},
          "answers": [{"topic": "work", "text": {"type": "doc"}}], "left_behind": "Köer", "gained": "Skog", "blocks": )" +
          person.blocks + person.more + "}",
      "body"));
}

class PageProfileTest : public content::testing::ContentTest {
 protected:
  void publish(const std::string& key, const Person& person) {
    const auto& type = *registry().document_type("profile");
    base::JsonReader reader("f");
    auto canonical = registry().read_body(type, body(person), reader);
    ASSERT_TRUE(reader.problems().empty()) << base::format_problems(reader.problems());
    auto edit = edit_of(registry(), "profile", key, key, canonical);
    edit.own = must(type.schedule(canonical, must(base::TimeZone::find(region_.time_zone))));
    save(edit);
  }

  // The names that a grid shows.
  template <class Prepare>
  std::vector<std::string> grid(int count, bool filter, Prepare prepare) {
    const auto html = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
      prepare(context);
      const auto blocks = TRY(base::from_json<content::Blocks>(boost::json::value{
          {{"type", "profile_grid"}, {"data", {{"heading", "Folk"}, {"count", count}, {"filter", filter}}}}}));
      return TRY(context.blocks(blocks)).str();
    });
    std::vector<std::string> names;
    for (const auto* name : {"Ada", "Bo", "Cleo", "Dan"}) {
      if (html.find(std::string(">") + name + "</a>") != std::string::npos) names.emplace_back(name);
    }
    return names;
  }
  std::vector<std::string> grid(int count, bool filter = false) {
    return grid(count, filter, [](content::RenderContext&) {});
  }

  // A page's own HTML.
  std::string page(const std::string& key, const std::string& name = "profile") {
    return rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
      const auto& type = *registry().document_type(name);
      auto view = TRY(type.view(*TRY(context.document(name, key)), context));
      return context.render(type.template_name, view.view).str();
    });
  }

  static boost::json::value list_body() {
    return {{"title", "Profiler"}, {"description", "D"}, {"headline", "Folk"}, {"lead", nullptr},
            {"blocks", boost::json::array{}}};
  }
  void publish_list() { save(edit_of(registry(), "profile_list", "profiles", "", list_body())); }

  void publish_four() {
    publish("ada", {"Ada", "1881", R"(["studenter"])"});
    publish("bo", {"Bo", "1880", R"(["unga"])"});
    publish("cleo", {"Cleo", "1880"});
    publish("dan", {"Dan", "1881", "[]", R"({"from": "2026-12-01", "until": "2026-12-24"})"});
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PageProfileTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PageProfileTest, shows_a_person) {
  publish("ada", {"Ada <3"});
  const auto [html, crumbs] = rendering(
      registry(),
      [&](content::RenderContext& context) -> base::Result<std::pair<std::string, std::vector<content::Breadcrumb>>> {
        const auto& type = *registry().document_type("profile");
        auto view = TRY(type.view(*TRY(context.document("profile", "ada")), context));
        EXPECT_EQ(context.place(), "1881");
        return std::pair(context.render(type.template_name, view.view).str(), view.breadcrumbs);
      });
  EXPECT_THAT(html, HasSubstr("Ada &lt;3</strong>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/kommuner/kumla\">Kumla</a>"));
  EXPECT_THAT(html, HasSubstr(content::testing::translations().text("sv", "profile.topic.work")));
  EXPECT_THAT(html, HasSubstr(base::escape_html(content::testing::translations().text("sv", "profile.example_text"))));
  ASSERT_EQ(crumbs.size(), 1u);
  EXPECT_EQ(crumbs[0].label, "Kumla");
}

TEST_P(PageProfileTest, a_place_without_a_page_is_no_link) {
  publish("bo", {"Bo", "1880"});
  const auto html = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
    const auto& type = *registry().document_type("profile");
    auto view = TRY(type.view(*TRY(context.document("profile", "bo")), context));
    EXPECT_TRUE(view.breadcrumbs.empty());
    return context.render(type.template_name, view.view).str();
  });
  EXPECT_THAT(html, HasSubstr("Bagare, 1880</p>"));
  EXPECT_THAT(html, Not(HasSubstr("href=\"\"")));
  EXPECT_THAT(html, Not(HasSubstr("portrait")));
  EXPECT_THAT(html, Not(HasSubstr("hero__more")));
  EXPECT_THAT(html, Not(HasSubstr("id=\"others\"")));
}

TEST_P(PageProfileTest, has_a_face_links_and_neighbours) {
  draw("ada-face");
  publish_list();
  publish_four();
  publish("ada", {"Ada", "1881", "[]", R"({"from": "2026-01-01", "until": "2027-12-31"})", "[]",
                  R"(, "portrait": {"key": "ada-face", "alt": "Ada <skrattar>"}, "links": [
                     {"label": "Ada & c:o", "to": "https://example.org/"}, {"label": "Bo", "to": "profile/bo"},
                     {"label": "Ingen", "to": "profile/nobody"}, {"label": "Brev", "to": "mailto:a@example.org"}])"});
  now_ = at("2026-12-05T12:00:00Z");
  const auto html = page("ada");
  EXPECT_THAT(html, HasSubstr("role=\"img\" aria-label=\"Ada &lt;skrattar&gt;\""));
  EXPECT_THAT(html, HasSubstr(": Ada &lt;Ek&gt;"));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://example.org/\">Ada &amp; c:o</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/profiler/bo\">Bo</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"mailto:a@example.org\">Brev</a>"));
  EXPECT_THAT(html, Not(HasSubstr("Ingen")));
  EXPECT_THAT(html, HasSubstr("Fler från Kumla</h2>"));
  EXPECT_THAT(html, HasSubstr("href=\"/profiler/dan\">Dan</a>"));
  EXPECT_THAT(html, Not(HasSubstr("href=\"/profiler/ada\"")));
  EXPECT_THAT(html, HasSubstr("href=\"/profiler\">Alla profiler"));
  const auto other = page("dan");
  EXPECT_THAT(other, HasSubstr("aria-hidden=\"true\" viewBox"));  // Ada's face, beside her name
  now_ = at("2027-01-05T12:00:00Z");
  EXPECT_THAT(page("ada"), HasSubstr(content::testing::translations().text("sv", "profile.others") + "</h2>"));
}

TEST_P(PageProfileTest, whose_time_is_over_is_not_spoken_of) {
  publish_list();
  publish_four();
  const auto html = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
    const auto& type = *registry().document_type("profile");
    auto expired = *TRY(context.document("profile", "ada"));
    auto gone = TRY(type.gone(expired, context));
    EXPECT_EQ(gone.head.title, context.text("profile.gone_title"));
    EXPECT_EQ(context.fresh_until(), at("2026-11-23T23:00:00Z"));
    return gone.head.title + gone.head.description + context.render(type.gone_template_name, gone.view).str();
  });
  for (const auto* secret : {"Ada", "Bagare", "Hej<", "Köer"}) EXPECT_THAT(html, Not(HasSubstr(secret))) << secret;
  EXPECT_THAT(html, HasSubstr("href=\"/profiler\">Alla profiler"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/\">"));
}

TEST_P(PageProfileTest, the_list_has_everybody_by_municipality) {
  publish_list();
  publish("bo", {"Åke", "1880"});
  publish("cleo", {"Örjan", "1880"});
  publish("ada", {"Ada", "1881"});
  publish("zoe", {"Zoë", "1880"});
  const auto html = page("profiles", "profile_list");
  EXPECT_LT(html.find("1880</h2>"), html.find(">Zoë</a>"));
  EXPECT_LT(html.find(">Zoë</a>"), html.find(">Åke</a>"));
  EXPECT_LT(html.find(">Åke</a>"), html.find(">Örjan</a>"));
  EXPECT_LT(html.find(">Örjan</a>"), html.find("<a class=\"crowd__link\" href=\"/kommuner/kumla\">Kumla</a></h2>"));
  EXPECT_LT(html.find("Kumla</a></h2>"), html.find(">Ada</a>"));
  EXPECT_THAT(html, HasSubstr("Exempelprofil</span>"));
  EXPECT_THAT(html, HasSubstr("Folk</h1>"));
  EXPECT_THAT(html, Not(HasSubstr("crowd\">\n<p>")));
  const auto made = rendering(registry(), [&](content::RenderContext& context) -> base::Result<boost::json::object> {
    const auto& type = *registry().document_type("profile_list");
    return type.schema_org(*TRY(context.document("profile_list", "profiles")), context);
  });
  EXPECT_EQ(made.at("mainEntity").at("itemListElement").as_array().size(), 4u);
  EXPECT_EQ(made.at("mainEntity").at("itemListElement").at(0).at("name"), "Zoë");
  content::PublishedDocument document;
  document.body = list_body();
  EXPECT_THAT(must(registry().document_type("profile_list")->search(document)).text, HasSubstr("Folk"));
}

TEST_P(PageProfileTest, an_empty_list_says_so) {
  publish_list();
  EXPECT_THAT(page("profiles", "profile_list"),
              HasSubstr(content::testing::translations().text("sv", "profile.nobody")));
}

TEST_P(PageProfileTest, one_without_consent_is_refused_beside_other_mistakes) {
  auto wrong = body({"Ada"});
  wrong.as_object().erase("consent");
  wrong.as_object()["kind"] = "guru";
  base::JsonReader reader("f");
  registry().read_body(*registry().document_type("profile"), wrong, reader);
  EXPECT_THAT(base::format_problems(reader.problems()),
              AllOf(HasSubstr("f#/consent: found nothing, expected the person's consent"), HasSubstr("f#/kind: found \"guru\"")));
  EXPECT_EQ(reader.problems().size(), 2u);
  EXPECT_THAT(boost::json::serialize(registry().document_type("profile")->schema.at("required")), HasSubstr("consent"));
}

TEST_P(PageProfileTest, is_public_on_its_booked_days_only) {
  publish("dan", {"Dan", "1881", "[]", R"({"from": "2026-12-01", "until": "2026-12-24"})"});
  const auto shown = [&](std::string_view when) {
    return read([&](storage::Session& session) {
             return content::DocumentStore(session).published("profile", "dan", "sv", at(when));
           })
        .has_value();
  };
  EXPECT_FALSE(shown("2026-11-30T22:59:59Z"));
  EXPECT_TRUE(shown("2026-11-30T23:00:00Z"));
  EXPECT_TRUE(shown("2026-12-24T22:59:59Z"));
  EXPECT_FALSE(shown("2026-12-24T23:00:00Z"));
}

TEST_P(PageProfileTest, the_grid_shows_those_who_are_booked_up_to_its_count) {
  publish_four();
  EXPECT_THAT(grid(10), ElementsAre("Ada", "Bo", "Cleo"));
  EXPECT_THAT(grid(2), ElementsAre("Ada", "Bo"));
  EXPECT_THAT(grid(0), ElementsAre());
  EXPECT_THAT(grid(-1), ElementsAre());
  now_ = at("2026-12-05T12:00:00Z");
  EXPECT_THAT(grid(10), ElementsAre("Ada", "Bo", "Cleo", "Dan"));
}

TEST_P(PageProfileTest, the_grid_follows_its_page_when_told_to) {
  publish_four();
  const auto students = [](content::RenderContext& context) { context.speak_to({{"studenter"}}); };
  const auto kumla = [](content::RenderContext& context) {
    context.speak_to({{"unga"}});
    context.set_place("1881");
  };
  EXPECT_THAT(grid(10, true, students), ElementsAre("Ada", "Cleo"));
  EXPECT_THAT(grid(1, true, [](content::RenderContext& context) { context.speak_to({{"unga"}}); }), ElementsAre("Bo"));
  EXPECT_THAT(grid(10, true, kumla), ElementsAre("Ada"));
  EXPECT_THAT(grid(10, true), ElementsAre("Ada", "Bo", "Cleo"));
  EXPECT_THAT(grid(10, false, kumla), ElementsAre("Ada", "Bo", "Cleo"));
}

TEST_P(PageProfileTest, the_grid_takes_turns_by_the_day_and_is_kept_until_midnight) {
  publish_four();
  now_ = at("2026-11-24T22:59:59Z");
  const auto evening = grid(1);
  std::optional<base::Instant> fresh;
  grid(1, false, [&](content::RenderContext& context) {
    context.valid_today();
    fresh = context.fresh_until();
  });
  EXPECT_EQ(fresh, at("2026-11-24T23:00:00Z"));
  EXPECT_EQ(grid(1), evening);
  std::map<std::string, int> shown;
  for (int day = 0; day < 28; ++day) {
    for (const auto& name : grid(1)) ++shown[name];
    now_ += std::chrono::hours(24);
  }
  // Kumla has Ada, and Dan from 1 to 24 December; Örebro has Bo and Cleo.
  EXPECT_EQ(shown["Ada"] + shown["Dan"], 14);
  EXPECT_EQ(shown["Bo"], 7);
  EXPECT_EQ(shown["Cleo"], 7);
  EXPECT_GT(shown["Dan"], 0);
}

TEST_P(PageProfileTest, the_grid_remarks_what_it_asks_for) {
  publish_four();
  const auto said = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
    context.speak_to({{"studenter"}});
    TRY(context.blocks(TRY(base::from_json<content::Blocks>(boost::json::value{
        {{"type", "profile_grid"}, {"data", {{"heading", "Folk"}, {"count", 2}, {"filter", true}}}}}))));
    EXPECT_EQ(context.fresh_until(), at("2026-11-23T23:00:00Z"));
    EXPECT_THAT(context.tags(), Contains("type:profile"));
    return context.remarks().at(0).kind + boost::json::serialize(context.remarks().at(0).said);
  });
  EXPECT_EQ(said,
            R"(people{"heading":"Folk","count":2,"place":"","audiences":["studenter"],"except":""})");
}

TEST_P(PageProfileTest, who_was_taken_down_at_noon_is_not_shown_that_evening) {
  publish("ada", {"Ada"});
  auto edit = edit_of(registry(), "profile", "bo", "bo", body({"Bo", "1880"}));
  edit.expire_at = at("2026-11-24T11:00:00Z");
  save(edit);
  now_ = at("2026-11-24T10:00:00Z");
  EXPECT_THAT(grid(10), ElementsAre("Ada", "Bo"));
  now_ = at("2026-11-24T12:00:00Z");
  EXPECT_THAT(grid(10), ElementsAre("Ada"));
}

TEST_P(PageProfileTest, tells_machines_that_an_example_is_invented) {
  publish("ada", {"Ada"});
  const auto made = rendering(registry(), [&](content::RenderContext& context) -> base::Result<boost::json::object> {
    return registry().document_type("profile")->schema_org(*TRY(context.document("profile", "ada")), context);
  });
  EXPECT_EQ(made.at("mainEntity").at("name"), "Ada");
  EXPECT_EQ(made.at("mainEntity").at("homeLocation").at("name"), "Kumla");
  EXPECT_EQ(made.at("mainEntity").at("homeLocation").at("url"), "/kommuner/kumla");
  EXPECT_TRUE(made.at("mainEntity").as_object().contains("disambiguatingDescription"));
}

}  // namespace
}  // namespace smartmove::profiles
