#include "stories/page_story.hpp"

#include "base/text.hpp"
#include "content/blocks_builtin.hpp"
#include "content/search_entry.hpp"
#include "content/testing.hpp"
#include "stories/contribution.hpp"

namespace smartmove::stories {
namespace {

using content::testing::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// 1881 has a page, other places only their code.
base::Result<PlaceName> few_places(content::RenderContext&, const std::string& code) {
  return code == "1881" ? PlaceName{"Kumla", "/kommuner/kumla"} : PlaceName{code, ""};
}

const content::Registry& registry() {
  static const content::Registry made({content::contribution(), contribution(few_places)});
  return made;
}

boost::json::value body(const std::string& title, const std::string& more = "") {
  return must(base::parse_json(
      R"({"title": ")" + title + R"(", "description": "D of )" + title +
          R"(", "headline": "H <1>", "kind": "story", "topic": "work", "lead": {"type": "doc"}, "text": {"type": "doc"})" +
          more + "}",
      "body"));
}

class PageStoryTest : public content::testing::ContentTest {
 protected:
  void publish(const std::string& key, const boost::json::value& body, const std::string& published_at = "") {
    const auto& type = *registry().document_type("story");
    base::JsonReader reader("f");
    auto edit = edit_of(registry(), "story", key, key, registry().read_body(type, body, reader));
    ASSERT_TRUE(reader.problems().empty()) << base::format_problems(reader.problems());
    if (!published_at.empty()) now_ = content::testing::at(published_at);
    save(edit);
  }

  // The page at this key and the steps that lead to it.
  std::pair<std::string, std::vector<content::Breadcrumb>> page(const std::string& key) {
    return rendering(
        registry(),
        [&](content::RenderContext& context) -> base::Result<std::pair<std::string, std::vector<content::Breadcrumb>>> {
          const auto& type = *registry().document_type("story");
          auto made = TRY(type.view(*TRY(context.document("story", key)), context));
          return std::pair(context.render(type.template_name, made.view).str(), made.breadcrumbs);
        });
  }

  // The titles that a list shows, in order.
  template <class Prepare>
  std::vector<std::string> list(const std::string& data, Prepare prepare) {
    const auto html = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
      prepare(context);
      const auto block = TRY(base::parse_json(R"([{"type": "story_list", "data": )" + data + "}]", "f"));
      return TRY(context.blocks(TRY(base::from_json<content::Blocks>(block)))).str();
    });
    std::vector<std::string> titles;
    const std::string begin = "class=\"story__link\"";
    for (auto at = html.find(begin); at != std::string::npos; at = html.find(begin, at + 1)) {
      const auto from = html.find('>', at) + 1;
      titles.push_back(html.substr(from, html.find('<', from) - from));
    }
    return titles;
  }
  std::vector<std::string> list(const std::string& data) {
    return list(data, [](content::RenderContext&) {});
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PageStoryTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PageStoryTest, shows_a_story_its_place_and_others_like_it) {
  publish("a", body("A", R"(, "place": "1881")"));
  publish("b", body("B"));
  const auto [html, crumbs] = page("a");
  EXPECT_THAT(html, HasSubstr("H &lt;1&gt;</h1>"));
  EXPECT_THAT(html, HasSubstr("Jobba · Berättelse · <a href=\"/kommuner/kumla\">Kumla</a></p>"));
  EXPECT_THAT(html, HasSubstr("field--sky"));
  EXPECT_THAT(html, HasSubstr("href=\"/las/b\">B</a>"));
  EXPECT_THAT(html, Not(HasSubstr("href=\"/las/a\"")));
  ASSERT_EQ(crumbs.size(), 1u);
  EXPECT_EQ(crumbs[0].href, "/kommuner/kumla");
}

TEST_P(PageStoryTest, a_lone_story_offers_no_others_and_a_place_without_a_page_is_no_link) {
  publish("a", body("A", R"(, "place": "1880", "audiences": ["students"])"));
  const auto [html, crumbs] = page("a");
  EXPECT_THAT(html, HasSubstr("Berättelse · 1880</p>"));
  EXPECT_THAT(html, Not(HasSubstr("more-stories")));
  EXPECT_THAT(html, Not(HasSubstr("<figure")));
  EXPECT_THAT(crumbs, IsEmpty());
}

TEST_P(PageStoryTest, every_topic_has_its_field_and_drawing) {
  std::set<std::string> drawn;
  for (const std::string topic : {"live", "work", "study", "enjoy"}) {
    auto other = body("T");
    other.at("topic") = topic;
    publish(topic, other);
    const auto html = page(topic).first;
    drawn.insert(html.substr(html.find("field--"), 13) + html.substr(html.find("<path"), 40));
  }
  EXPECT_EQ(drawn.size(), 4u);
}

TEST_P(PageStoryTest, the_list_is_the_newest_first_and_what_was_asked_for) {
  publish("old", body("Old"), "2026-11-01T12:00:00Z");
  publish("new", body("New"), "2026-11-20T12:00:00Z");
  auto guide = body("Guide", R"(, "place": "1881")");
  guide.at("kind") = "guide";
  guide.at("topic") = "live";
  publish("guide", guide, "2026-11-10T12:00:00Z");
  now_ = content::testing::at("2026-11-23T12:00:00Z");
  EXPECT_THAT(list(R"({"heading": "L", "count": 9, "filter": false})"), ElementsAre("New", "Guide", "Old"));
  EXPECT_THAT(list(R"({"heading": "L", "count": 1, "filter": false})"), ElementsAre("New"));
  EXPECT_THAT(list(R"({"heading": "L", "kind": "guide", "count": 9, "filter": false})"), ElementsAre("Guide"));
  EXPECT_THAT(list(R"({"heading": "L", "topic": "work", "count": 9, "filter": false})"), ElementsAre("New", "Old"));
  EXPECT_THAT(list(R"({"heading": "L", "count": 9, "filter": true})",
                   [](content::RenderContext& context) { context.set_place("1881"); }),
              ElementsAre("Guide"));
  EXPECT_THAT(list(R"({"heading": "L", "count": -1, "filter": false})"), IsEmpty());
}

TEST_P(PageStoryTest, stories_of_one_import_stand_by_their_own_date_and_then_their_title) {
  publish("a", body("Ö"), "2026-11-20T12:00:00Z");
  publish("b", body("Å"), "2026-11-20T11:00:00Z");
  publish("c", body("Äldst", R"(, "date": "2025-01-01")"), "2026-11-20T12:00:00Z");
  publish("d", body("Yngst", R"(, "date": "2026-11-21")"), "2026-11-20T12:00:00Z");
  now_ = content::testing::at("2026-11-23T12:00:00Z");
  EXPECT_THAT(list(R"({"heading": "L", "count": 9, "filter": false})"), ElementsAre("Yngst", "Å", "Ö", "Äldst"));
}

TEST_P(PageStoryTest, a_list_with_nothing_to_show_is_not_there) {
  const auto html = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
    const auto block =
        boost::json::value{{{"type", "story_list"}, {"data", {{"heading", "L"}, {"count", 3}, {"filter", false}}}}};
    return TRY(context.blocks(TRY(base::from_json<content::Blocks>(block)))).str();
  });
  EXPECT_THAT(html, Not(HasSubstr("L</h2>")));
}

TEST_P(PageStoryTest, is_an_article_and_is_found_by_its_words_audience_and_place) {
  publish("a", body("A", R"(, "place": "1881", "audiences": ["students"])"));
  const auto article = rendering(registry(), [&](content::RenderContext& context) -> base::Result<boost::json::object> {
    return registry().document_type("story")->schema_org(*TRY(context.document("story", "a")), context);
  });
  EXPECT_EQ(article.at("@type"), "Article");
  EXPECT_EQ(article.at("url"), "/las/a");
  EXPECT_EQ(article.at("articleSection"), "Jobba");
  const auto entry = read([&](storage::Session& session) -> base::Result<content::SearchEntry> {
    const auto document = TRY(content::DocumentStore(session).published("story", "a", "sv", now_));
    return content::search_entry(registry(), *document);
  });
  EXPECT_EQ(entry.place, "1881");
  EXPECT_THAT(entry.audiences, ElementsAre("students"));
  EXPECT_THAT(entry.text, HasSubstr("H <1>"));
}

TEST_P(PageStoryTest, refuses_an_unknown_topic_in_the_editors_words) {
  auto wrong = body("A");
  wrong.at("topic") = "sleep";
  base::JsonReader reader("f");
  registry().read_body(*registry().document_type("story"), wrong, reader);
  EXPECT_THAT(base::format_problems(reader.problems()), HasSubstr("one of live, work, study, enjoy"));
}

}  // namespace
}  // namespace smartmove::stories
