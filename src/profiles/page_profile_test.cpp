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
          person.blocks + "}",
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

TEST_P(PageProfileTest, tells_machines_that_an_example_is_invented) {
  publish("ada", {"Ada"});
  const auto made = rendering(registry(), [&](content::RenderContext& context) -> base::Result<boost::json::object> {
    return registry().document_type("profile")->schema_org(*TRY(context.document("profile", "ada")), context);
  });
  EXPECT_EQ(made.at("mainEntity").at("name"), "Ada");
  EXPECT_TRUE(made.at("mainEntity").as_object().contains("disambiguatingDescription"));
}

}  // namespace
}  // namespace smartmove::profiles
