#include "site/machine_pages.hpp"

#include <boost/property_tree/xml_parser.hpp>
#include <sstream>

#include "site/feeds.hpp"
#include "site/routes.hpp"
#include "site/testing.hpp"

namespace smartmove::site {
namespace {

using content::testing::must;
using content::testing::note_body;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

using Tree = boost::property_tree::ptree;

// Throws what is not well-formed.
Tree xml(const std::string& text) {
  std::istringstream stream(text);
  Tree tree;
  boost::property_tree::read_xml(stream, tree, boost::property_tree::xml_parser::trim_whitespace);
  return tree;
}

bool has_control_characters(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\t' && c != '\r'; });
}

class MachinePagesTest : public testing::SiteTest {
 protected:
  base::Result<web::Response> get(const std::string& path) {
    for (const auto& route : routes(database(), testing::services(), testing::public_url,
                                    [this](const content::Region&) { return standing_; })) {
      if (route.pattern == path) return route.handler(web::Request{});
    }
    throw std::logic_error("no route " + path);
  }
  std::string body(const std::string& path) { return must(get(path)).body; }

  std::vector<StandingPage> standing_;
};
INSTANTIATE_TEST_SUITE_P(databases, MachinePagesTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(MachinePagesTest, the_sitemap_has_every_page_with_its_translations) {
  publish("note", "ensam", "ensam", note_body("Ensam"));
  publish(
      "home", "home", "",
      must(base::parse_json(R"({"title": "H", "description": "D", "headline": "H", "lead": {"type": "doc"}})", "h")));
  const auto text = body("/sitemap.xml");
  const auto tree = xml(text);
  std::vector<std::string> addresses;
  for (const auto& [name, url] : tree.get_child("urlset")) {
    if (name != "url") continue;
    addresses.push_back(url.get<std::string>("loc"));
    EXPECT_FALSE(url.get<std::string>("lastmod").empty());
    if (addresses.back() == "https://move.example/not/kumla") {
      std::string alternates;
      for (const auto& [inner, link] : url) {
        if (inner == "xhtml:link") {
          alternates +=
              link.get<std::string>("<xmlattr>.hreflang") + " " + link.get<std::string>("<xmlattr>.href") + "\n";
        }
      }
      EXPECT_EQ(alternates,
                "en https://move.example/en/note/kumla\nsv https://move.example/not/kumla\n"
                "x-default https://move.example/not/kumla\n");
    }
  }
  EXPECT_THAT(addresses,
              ::testing::UnorderedElementsAre("https://move.example/", "https://move.example/not/kumla",
                                              "https://move.example/en/note/kumla", "https://move.example/not/ensam"));
}

TEST_P(MachinePagesTest, the_sitemap_has_pages_that_are_no_documents) {
  standing_ = {{{"sv", "/jamfor"}, {"en", "/en/compare"}}};
  const auto text = body("/sitemap.xml");
  EXPECT_THAT(text, HasSubstr("<loc>https://move.example/jamfor</loc>\n    <xhtml:link rel=\"alternate\" "
                              "hreflang=\"sv\" href=\"https://move.example/jamfor\"/>"));
  EXPECT_THAT(text, HasSubstr("<loc>https://move.example/en/compare</loc>"));
  EXPECT_THAT(text, HasSubstr("hreflang=\"x-default\" href=\"https://move.example/jamfor\""));
}

TEST_P(MachinePagesTest, the_sitemap_follows_the_schedule_and_the_languages) {
  auto later = edit_of(testing::registry(), "note", "later", "later", note_body("Senare"));
  later.publish_at = base::now() + std::chrono::hours(48);
  save(later);
  const auto made = must(get("/sitemap.xml"));
  EXPECT_THAT(made.body, Not(HasSubstr("later")));
  EXPECT_EQ(made.fresh_until, later.publish_at);
  EXPECT_THAT(made.tags, Contains("addresses"));
  region_.languages = {"sv"};
  must(
      database().write([&](storage::Session& session) { return content::DocumentStore(session).put_region(region_); }));
  EXPECT_THAT(body("/sitemap.xml"), Not(HasSubstr("/en/")));
}

TEST_P(MachinePagesTest, robots_are_told_where_the_sitemap_is) {
  const auto made = must(get("/robots.txt"));
  EXPECT_THAT(made.content_type, HasSubstr("text/plain"));
  EXPECT_THAT(made.body, HasSubstr("User-agent: *\n"));
  EXPECT_THAT(made.body, HasSubstr("\nSitemap: https://move.example/sitemap.xml\n"));
}

TEST_P(MachinePagesTest, language_models_are_told_what_is_where) {
  publish("note", "odd", "odd", note_body("[A](b) *c*\nd"));
  const auto made = must(get("/llms.txt"));
  EXPECT_THAT(made.content_type, HasSubstr("text/markdown"));
  EXPECT_TRUE(made.body.starts_with("# Min plats\n\n> ")) << made.body;
  EXPECT_THAT(made.body, HasSubstr("](https://move.example/not/kumla): "));
  EXPECT_THAT(made.body, HasSubstr("- [\\[A\\](b) \\*c\\* d](https://move.example/not/odd): "));
  EXPECT_THAT(made.body, Not(HasSubstr("/en/")));
  EXPECT_THAT(made.tags, Contains("type:note"));
  EXPECT_THAT(must(get("/en/llms.txt")).body, HasSubstr("(https://move.example/en/note/kumla)"));
  EXPECT_FALSE(get("/sv/llms.txt"));
}

TEST_P(MachinePagesTest, the_feed_is_atom_whatever_people_write) {
  publish("note", "odd", "odd", note_body("A & <b> \"c\" \x01 \x1f å 🦌"));
  const auto made = must(get("/feed.xml"));
  EXPECT_THAT(made.content_type, HasSubstr("application/atom+xml"));
  EXPECT_FALSE(has_control_characters(made.body));
  const auto feed = xml(made.body).get_child("feed");
  EXPECT_EQ(feed.get<std::string>("title"), "Min plats");
  EXPECT_EQ(feed.get<std::string>("subtitle"), "T & t");
  EXPECT_EQ(feed.get<std::string>("id"), "https://move.example/");
  EXPECT_EQ(feed.get<std::string>("<xmlattr>.xml:lang"), "sv");
  EXPECT_EQ(feed.count("entry"), 2u);
  std::set<std::string> ids;
  std::vector<std::string> titles;
  for (const auto& [name, entry] : feed) {
    if (name != "entry") continue;
    ids.insert(entry.get<std::string>("id"));
    titles.push_back(entry.get<std::string>("title"));
    EXPECT_FALSE(entry.get<std::string>("summary").empty());
    EXPECT_TRUE(base::parse_iso8601(entry.get<std::string>("updated")));
  }
  EXPECT_EQ(ids.size(), 2u);
  EXPECT_THAT(titles, Contains("Kumla <3"));
  EXPECT_THAT(made.tags, Contains("type:note"));
}

TEST_P(MachinePagesTest, the_feed_is_newest_first_and_never_older_than_its_appearance) {
  auto planned = edit_of(testing::registry(), "note", "planned", "planned", note_body("Planerad"));
  planned.status = content::Status::scheduled;
  planned.publish_at = now_ + std::chrono::hours(1);
  save(planned);
  now_ += std::chrono::hours(2);
  const auto feed = rendering(testing::registry(),
                              [](content::RenderContext& context) { return site::feed(context, testing::public_url); });
  const auto entry = xml(feed.body).get_child("feed").get_child("entry");
  EXPECT_EQ(entry.get<std::string>("title"), "Planerad");
  EXPECT_EQ(entry.get<std::string>("updated"), base::to_iso8601(*planned.publish_at));
}

TEST_P(MachinePagesTest, every_language_but_the_first_has_its_own_feed) {
  EXPECT_THAT(body("/en/feed.xml"), HasSubstr("https://move.example/en/note/kumla"));
  EXPECT_EQ(get("/sv/feed.xml").error().kind, base::ErrorKind::not_found);
  region_.languages = {"sv"};
  must(
      database().write([&](storage::Session& session) { return content::DocumentStore(session).put_region(region_); }));
  EXPECT_EQ(get("/en/feed.xml").error().kind, base::ErrorKind::not_found);
}

TEST_P(MachinePagesTest, an_empty_feed_is_still_a_feed) {
  for (const auto* language : {"sv", "en"}) {
    auto edit = edit_of(testing::registry(), "note", "kumla", "kumla", note_body("X"), language);
    edit.status = content::Status::withdrawn;
    save(edit);
  }
  EXPECT_EQ(xml(body("/feed.xml")).get_child("feed").count("entry"), 0u);
}

}  // namespace
}  // namespace smartmove::site
