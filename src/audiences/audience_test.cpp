#include "audiences/audience.hpp"

#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"

namespace smartmove::audiences {
namespace {

using content::testing::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const content::Registry& registry() {
  static const content::Registry made({content::contribution(), contribution()});
  return made;
}

boost::json::value audience_body(const std::string& name, int order, const std::string& blocks = "[]") {
  return must(base::parse_json(R"({"name": ")" + name + R"(", "title": "T", "description": "D", "headline": "Till )" +
                                   name + R"(", "lead": {"type": "doc"}, "colour": "berry", "order": )" +
                                   std::to_string(order) + R"(, "blocks": )" + blocks + "}",
                               "body"));
}

class AudienceTest : public content::testing::ContentTest {
 protected:
  void publish(const std::string& key, boost::json::value body) {
    base::JsonReader reader("f");
    auto canonical = registry().read_body(*registry().document_type("audience"), body, reader);
    ASSERT_TRUE(reader.problems().empty()) << base::format_problems(reader.problems());
    save(edit_of(registry(), "audience", key, key, std::move(canonical)));
  }
  std::string page(const std::string& key) {
    return rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
      const auto document = TRY(context.document("audience", key));
      const auto& type = *registry().document_type("audience");
      return context.render(type.template_name, TRY(type.view(*document, context)).view).str();
    });
  }
  std::pair<std::string, std::vector<std::string>> entrances() {
    return rendering(
        registry(),
        [&](content::RenderContext& context) -> base::Result<std::pair<std::string, std::vector<std::string>>> {
          const auto blocks = TRY(base::from_json<content::Blocks>(
              boost::json::value{{{"type", "audience_entrances"}, {"data", {{"heading", "Vem är du?"}}}}}));
          const auto html = TRY(context.blocks(blocks)).str();
          return std::pair(html, context.tags());
        });
  }
};
INSTANTIATE_TEST_SUITE_P(databases, AudienceTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(AudienceTest, one_with_a_mistake_is_still_there_for_those_who_name_it) {
  const auto audience = [](const std::string& colour, const std::string& audiences) {
    return R"({"name": "N", "title": "T", "description": "D", "headline": "H", "lead": {"type": "doc"}, "colour": ")" +
           colour + R"(", "order": 1, "blocks": [{"type": "section", "audiences": )" + audiences +
           R"(, "data": {"colour": "sun"}}]})";
  };
  content::testing::TestPack pack;
  pack.document("audience/a", "a", audience("pink", "[]"));
  pack.document("audience/b", "b", audience("sun", R"(["a", "b", "c"])"));
  const auto made = content::import_pack(database(), registry(), content::testing::translations(), pack.path(),
                                         content::ImportMode::apply);
  ASSERT_FALSE(made);
  EXPECT_EQ(content::testing::problems_of(made.error()),
            "documents/audience/a/sv.json#/body/colour: found \"pink\", expected one of sun, berry, forest, sky, clay, "
            "night, paper\n"
            "documents/audience/b/sv.json#/body/blocks/0/audiences/2: found \"c\", expected an audience that exists\n");
}

TEST_P(AudienceTest, entrances_come_in_their_order_then_by_key) {
  publish("a", audience_body("Alfa", 30));
  publish("b", audience_body("Beta", 10));
  publish("d", audience_body("Delta", 20));
  publish("c", audience_body("Gamma", 20));
  auto hidden = edit_of(registry(), "audience", "e", "e", audience_body("Hemlig", 1));
  hidden.status = content::Status::draft;
  save(hidden);
  const auto [html, tags] = entrances();
  const auto at = [&, &page = html](const char* name) { return page.find(std::string(">") + name + "</a>"); };
  EXPECT_LT(at("Beta"), at("Gamma"));
  EXPECT_LT(at("Gamma"), at("Delta"));
  EXPECT_LT(at("Delta"), at("Alfa"));
  EXPECT_NE(at("Alfa"), std::string::npos);
  EXPECT_THAT(html, Not(HasSubstr("Hemlig")));
  EXPECT_THAT(html, HasSubstr("href=\"/for/a\""));
  EXPECT_THAT(html, HasSubstr("field--berry"));
  EXPECT_THAT(tags, Contains("type:audience"));
}

TEST_P(AudienceTest, a_page_shows_what_is_aimed_at_its_audience) {
  const std::string blocks = R"([{"type": "text", "data": {"heading": "Alla", "text": {"type": "doc"}}},
    {"type": "text", "audiences": ["studenter"], "data": {"heading": "Plugga", "text": {"type": "doc"}}},
    {"type": "section", "audiences": ["unga"], "data": {"colour": "sun"}, "blocks": [
      {"type": "text", "data": {"heading": "Jobba", "text": {"type": "doc"}}}]}])";
  publish("studenter", audience_body("Studenter", 1, blocks));
  publish("unga", audience_body("Unga", 2, blocks));
  EXPECT_THAT(page("studenter"), AllOf(HasSubstr("Alla"), HasSubstr("Plugga"), Not(HasSubstr("Jobba"))));
  EXPECT_THAT(page("unga"), AllOf(HasSubstr("Alla"), Not(HasSubstr("Plugga")), HasSubstr("Jobba")));
  EXPECT_THAT(page("unga"), HasSubstr("Till Unga</h1>"));
}

TEST_P(AudienceTest, a_block_can_only_be_aimed_at_an_audience_that_exists) {
  publish("studenter", audience_body("Studenter", 1));
  const auto problems = read([](storage::Session& session) {
    return registry().check_references(session, {{"audience", "studenter", "a"}, {"audience", "aliens", "b"}});
  });
  EXPECT_EQ(base::format_problems(problems), "b: found \"aliens\", expected an audience that exists\n");
}

TEST_P(AudienceTest, describes_itself_to_machines) {
  publish("studenter", audience_body("Studenter", 1));
  const auto& type = *registry().document_type("audience");
  const auto made = rendering(registry(), [&](content::RenderContext& context) -> base::Result<boost::json::object> {
    return type.schema_org(*TRY(context.document("audience", "studenter")), context);
  });
  EXPECT_EQ(made.at("audience").at("audienceType"), "Studenter");
  EXPECT_EQ(must(type.head(audience_body("X", 1))).title, "T");
  content::PublishedDocument document;
  document.key = "studenter";
  document.body = audience_body("X", 1);
  const auto entry = must(type.search(document));
  EXPECT_THAT(entry.text, HasSubstr("Till X"));
  EXPECT_THAT(entry.audiences, ::testing::ElementsAre("studenter"));
}

// As the themes' sun.
constexpr const char* sun = R"({"light": {"ground": "#ffc93c", "ink": "#1c1640", "head": "#1c1640", "link": "#6b0f3d",
    "chip": "#ffe08c", "mark": "#1c1640", "button": "#1c1640", "button_ink": "#fff8ea"},
  "dark": {"ground": "#553700", "ink": "#fff3d1", "head": "#ffd04f", "link": "#ffe29a", "chip": "#6b4e00",
    "mark": "#ffc93c", "button": "#ffc93c", "button_ink": "#2b1e00"}})";

TEST_P(AudienceTest, its_own_colours_are_worn_by_its_page_its_door_and_what_is_aimed_at_it) {
  auto body =
      audience_body("Studenter", 1, R"([{"type": "section", "audiences": ["studenter"], "data": {"colour": "sky"}},
    {"type": "section", "audiences": ["studenter", "unga"], "data": {"colour": "clay"}}])");
  body.as_object()["palette"] = must(base::parse_json(sun, "sun"));
  body.as_object()["tone"] = "Högt & skrattande.";
  publish("studenter", body);
  publish("unga", audience_body("Unga", 2));
  const auto html = page("studenter");
  EXPECT_THAT(html, HasSubstr("hero--audience field field--berry field--audience-studenter\""));
  EXPECT_THAT(html, HasSubstr("field field--sky field--audience-studenter\""));
  EXPECT_THAT(html, HasSubstr("field field--clay\""));
  EXPECT_THAT(html, Not(HasSubstr("skrattande")));
  EXPECT_THAT(entrances().first, HasSubstr("door field field--berry field--audience-studenter\""));
  EXPECT_THAT(entrances().first, HasSubstr("door field field--berry\""));
  const auto css = rendering(registry(), [](content::RenderContext& context) -> base::Result<std::string> {
    const auto css = TRY(registry().stylesheets().at(0).css(context));
    EXPECT_THAT(context.tags(), Contains("type:audience"));
    return css;
  });
  EXPECT_THAT(css, HasSubstr(".field--audience-studenter,"));
  EXPECT_THAT(css, Not(HasSubstr("unga")));
}

TEST_P(AudienceTest, has_a_picture_or_a_wink_beside_its_headline) {
  draw("bicycle");
  auto body = audience_body("Studenter", 1);
  body.as_object()["picture"] = {{"key", "bicycle"}, {"alt", "En cykel"}};
  publish("studenter", body);
  publish("unga", audience_body("Unga", 2));
  EXPECT_THAT(page("studenter"), AllOf(HasSubstr("aria-label=\"En cykel\""), Not(HasSubstr("class=\"art"))));
  EXPECT_THAT(page("unga"), AllOf(HasSubstr("art--face"), Not(HasSubstr("hero__picture"))));
}

TEST_P(AudienceTest, colours_that_cannot_be_read_are_refused) {
  auto body = audience_body("Studenter", 1);
  body.as_object()["palette"] = must(base::parse_json(sun, "sun"));
  body.at("palette").at("dark").as_object()["head"] = "#6b4e00";
  base::JsonReader reader("f");
  registry().read_body(*registry().document_type("audience"), body, reader);
  EXPECT_THAT(base::format_problems(reader.problems()),
              HasSubstr("f#/palette/dark/head: found #6b4e00 on ground #553700, a contrast of"));
}
}  // namespace
}  // namespace smartmove::audiences
