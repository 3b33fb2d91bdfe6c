#include "site/page_card.hpp"

#include "content/pages.hpp"
#include "content/theme.hpp"
#include "site/testing.hpp"

namespace smartmove::site {
namespace {

using content::testing::must;
using content::testing::note_body;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class PageCardTest : public testing::SiteTest {
 protected:
  std::string page(const std::string& path) {
    web::Request request;
    request.path = path;
    return must(content::Pages(database(), testing::services(), shell_).respond(request)).body;
  }

  /// Where the page at `path` says that its card is.
  std::string card_path(const std::string& path) {
    const auto html = page(path);
    const std::string begin = "<meta property=\"og:image\" content=\"https://move.example";
    const auto at = html.find(begin);
    if (at == std::string::npos) return {};
    const auto rest = html.substr(at + begin.size());
    return rest.substr(0, rest.find('"'));
  }

  base::Result<web::Response> get(const std::string& path) {
    const web::Router router(card_routes(database(), testing::services()));
    web::Request request;
    request.path = path;
    const auto match = router.match(web::Method::get, path);
    if (!match) return base::fail(match.error());
    request.parameters = match->parameters;
    return match->route->handler(request);
  }

  const Shell shell_{testing::assets(), testing::public_url};
};
INSTANTIATE_TEST_SUITE_P(databases, PageCardTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PageCardTest, every_page_names_its_card_in_its_language) {
  const auto html = page("/not/kumla");
  EXPECT_THAT(html, HasSubstr("property=\"og:image:width\" content=\"1200\""));
  EXPECT_THAT(html, HasSubstr("property=\"og:image:height\" content=\"630\""));
  EXPECT_THAT(html, HasSubstr("property=\"og:image:alt\" content=\"note: Kumla &lt;3 Min plats\""));
  EXPECT_THAT(html, HasSubstr("name=\"twitter:card\" content=\"summary_large_image\""));
  EXPECT_THAT(card_path("/not/kumla"), ::testing::MatchesRegex("/cards/sv/note/kumla\\.[0-9a-f]+\\.png"));
  EXPECT_THAT(card_path("/en/note/kumla"), StartsWith("/cards/en/note/kumla."));
}

TEST_P(PageCardTest, is_a_picture_that_may_be_kept_for_ever_and_goes_with_what_it_shows) {
  const auto answer = must(get(card_path("/not/kumla")));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.content_type, "image/png");
  EXPECT_THAT(answer.body, StartsWith("\x89PNG"));
  EXPECT_THAT(answer.headers,
              Contains(std::pair<std::string, std::string>("Cache-Control", "public, max-age=31536000, immutable")));
  EXPECT_THAT(answer.tags, Contains("document:note/kumla"));
  EXPECT_THAT(answer.tags, Contains("document:site/site"));
}

TEST_P(PageCardTest, its_address_changes_with_the_page_and_the_old_one_leads_on) {
  const auto before = card_path("/not/kumla");
  publish("note", "kumla", "kumla", note_body("Kumla igen"));
  const auto after = card_path("/not/kumla");
  EXPECT_NE(before, after);
  const auto answer = must(get(before));
  EXPECT_EQ(answer.status, 302);
  EXPECT_THAT(answer.headers, Contains(std::pair<std::string, std::string>("Location", after)));
  publish("site", "site", "", testing::site_body("Annan plats"));
  EXPECT_NE(card_path("/not/kumla"), after);
}

TEST_P(PageCardTest, what_is_no_page_has_no_card) {
  const auto good = card_path("/not/kumla");
  EXPECT_FALSE(get("/cards/de/note/kumla.0.png"));
  EXPECT_FALSE(get("/cards/sv/note/nobody.0.png"));
  EXPECT_FALSE(get("/cards/sv/nothing/kumla.0.png"));
  EXPECT_FALSE(get("/cards/sv/site/site.0.png"));
  EXPECT_FALSE(get(good.substr(0, good.size() - 4)));
  EXPECT_FALSE(get("/cards/sv/note/"));
  publish("note", "hidden", "hidden", note_body("H"));
  auto edit = edit_of(testing::registry(), "note", "hidden", "hidden", note_body("H"));
  edit.status = content::Status::draft;
  save(edit);
  EXPECT_FALSE(get("/cards/sv/note/hidden.0.png"));
}

TEST_P(PageCardTest, a_page_of_no_document_has_the_front_pages) {
  content::Page search;
  search.page_class = "search";
  search.path = "/sok";
  const auto wrapped = [&] {
    return rendering(testing::registry(),
                     [&](content::RenderContext& context) { return shell_.wrap(search, context); });
  };
  EXPECT_THAT(wrapped(), Not(HasSubstr("og:image")));  // there is no front page yet
  publish("home", "home", "",
          must(base::parse_json(
              R"({"title": "T", "description": "D", "headline": "Flytta hem", "lead": {"type": "doc"}})", "h")));
  EXPECT_THAT(wrapped(), HasSubstr("content=\"https://move.example/cards/sv/home/home."));
  EXPECT_THAT(wrapped(), HasSubstr("Flytta hem"));
  search.path.clear();  // an error
  EXPECT_THAT(wrapped(), Not(HasSubstr("og:image")));
}

TEST_P(PageCardTest, wears_its_field_and_shows_the_pages_drawing) {
  draw("emblem");
  const auto made = [&](const content::CardSubject& subject) {
    return rendering(testing::registry(), [&](content::RenderContext& context) -> base::Result<PageCard> {
      const auto site = TRY(site_of(context));
      return page_card("note/kumla", {"Title", "D"}, subject, *site, context);
    });
  };
  const auto plain = made({});
  EXPECT_EQ(plain.card.headline, "Title");
  EXPECT_EQ(plain.card.colours, content::field("paper").light);
  EXPECT_EQ(plain.card.drawing, "");
  const auto drawn = made({"H", "berry", "", "emblem", "K"});
  EXPECT_EQ(drawn.card.colours, content::field("berry").light);
  EXPECT_THAT(drawn.card.drawing, StartsWith("<svg "));
  EXPECT_EQ(drawn.words, "K: H Min plats");
  EXPECT_EQ(made({"H", "berry", "", "nobody", "K"}).card.drawing, "");
  // Everything that shows is in the address.
  EXPECT_NE(drawn.path, made({"H", "berry", "", "", "K"}).path);
  EXPECT_NE(drawn.path, made({"H", "sun", "", "emblem", "K"}).path);
  EXPECT_NE(drawn.path, made({"H2", "berry", "", "emblem", "K"}).path);
  EXPECT_NE(made({"HK", "sun", "", "", "H"}).path, made({"H", "sun", "", "", "HK"}).path);
}

}  // namespace
}  // namespace smartmove::site
