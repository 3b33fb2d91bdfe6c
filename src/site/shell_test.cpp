#include "site/shell.hpp"

#include "base/text.hpp"
#include "content/pages.hpp"
#include "site/error_pages.hpp"
#include "site/testing.hpp"

namespace smartmove::site {
namespace {

using content::testing::must;
using content::testing::note_body;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

class ShellTest : public testing::SiteTest {
 protected:
  std::string page(const std::string& path) {
    web::Request request;
    request.path = path;
    return must(content::Pages(database(), testing::services(), shell_).respond(request)).body;
  }
  web::Response error(base::ErrorKind kind, const std::string& path = "/nowhere", const std::string& message = "M") {
    web::Request request;
    request.path = path;
    request.id = "request-1";
    return error_pages(database(), testing::services(), shell_)({kind, message, {}, {}}, request);
  }

  const Shell shell_{testing::assets(), testing::public_url};
};
INSTANTIATE_TEST_SUITE_P(databases, ShellTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(ShellTest, puts_a_page_into_the_sites_frame) {
  const auto html = page("/not/kumla");
  EXPECT_THAT(html, HasSubstr("<html lang=\"sv\">"));
  EXPECT_THAT(html, HasSubstr("<title>Kumla &lt;3 – Min plats</title>"));
  EXPECT_THAT(html, HasSubstr("rel=\"canonical\" href=\"https://move.example/not/kumla\""));
  EXPECT_THAT(html, HasSubstr("hreflang=\"en\" href=\"https://move.example/en/note/kumla\""));
  EXPECT_THAT(html, HasSubstr("hreflang=\"x-default\" href=\"https://move.example/not/kumla\""));
  EXPECT_THAT(html, HasSubstr("href=\"/not/kumla\" aria-current=\"page\""));
  EXPECT_THAT(html, HasSubstr("href=\"/en/note/kumla\" lang=\"en\""));
  EXPECT_THAT(html, HasSubstr("mailto:a@b.se"));
  EXPECT_THAT(html, Not(HasSubstr("Dold")));
  EXPECT_EQ(count(html, "<h1"), 1u);
}

TEST_P(ShellTest, a_language_without_the_page_leads_to_its_front_page) {
  publish("note", "ensam", "ensam", note_body("Ensam"));
  const auto html = page("/not/ensam");
  EXPECT_THAT(html, HasSubstr("href=\"/en/\" lang=\"en\""));
  EXPECT_THAT(html, Not(HasSubstr("hreflang=\"en\" href=\"https://move.example")));
}

TEST_P(ShellTest, home_carries_its_own_title_and_no_breadcrumbs) {
  publish("home", "home", "",
          must(base::parse_json(
              R"({"title": "Hem hemma", "description": "D", "headline": "H", "lead": {"type": "doc"}})", "h")));
  const auto html = page("/");
  EXPECT_THAT(html, HasSubstr("<title>Hem hemma</title>"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"crumbs\"")));
  EXPECT_THAT(page("/not/kumla"), HasSubstr("class=\"crumbs\""));
}

TEST_P(ShellTest, figures_of_the_text_have_their_sources_at_the_foot) {
  const auto body = must(base::parse_json(R"({"title": "T", "description": "D", "text": {"type": "doc", "content": [
      {"type": "paragraph", "content": [{"type": "fact", "attrs": {"place": "1881", "indicator": "population"}}]}]},
      "seen_from": null, "blocks": []})",
                                          "b"));
  publish("note", "figures", "figures", body);
  const auto html = page("/not/figures");
  EXPECT_THAT(html, HasSubstr("href=\"#figure-1881-population\""));
  EXPECT_EQ(count(html, "id=\"figure-1881-population\""), 1u);
}

TEST_P(ShellTest, a_page_shows_without_a_frame_of_its_own) {
  const auto html = page("/en/note/kumla");  // there is no site/site in English
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("<title>Kumla – test</title>"));
}

TEST_P(ShellTest, errors_speak_the_addresss_language) {
  const auto swedish = error(base::ErrorKind::gone);
  const auto& texts = content::testing::translations();
  EXPECT_THAT(swedish.body, HasSubstr(base::escape_html(texts.text("sv", "error.gone.title")) + "</h1>"));
  EXPECT_THAT(swedish.body, HasSubstr("<html lang=\"sv\">"));
  EXPECT_THAT(swedish.body, HasSubstr(">410<"));
  const auto english = error(base::ErrorKind::not_found, "/en/nowhere");
  EXPECT_THAT(english.body, HasSubstr(base::escape_html(texts.text("en", "error.not_found.title"))));
  EXPECT_THAT(english.body, HasSubstr("href=\"/en/\""));
  EXPECT_THAT(english.body, Not(HasSubstr("rel=\"canonical\"")));
  EXPECT_THAT(english.body, Not(HasSubstr("BreadcrumbList")));
}

TEST_P(ShellTest, the_region_may_have_words_of_its_own) {
  publish("site", "site", "", testing::site_body("Min plats", "Vilse?"));
  EXPECT_THAT(error(base::ErrorKind::not_found).body, HasSubstr("Vilse?</h1>"));
  EXPECT_THAT(error(base::ErrorKind::internal).body, HasSubstr("Vilse?</h1>"));
  EXPECT_THAT(error(base::ErrorKind::gone).body, Not(HasSubstr("Vilse?")));
}

TEST_P(ShellTest, only_our_own_faults_have_a_number_to_quote) {
  EXPECT_THAT(error(base::ErrorKind::internal).body, HasSubstr("request-1"));
  EXPECT_THAT(error(base::ErrorKind::not_found).body, Not(HasSubstr("request-1")));
}

TEST_P(ShellTest, every_kind_of_error_has_words_in_every_language) {
  using enum base::ErrorKind;
  for (const auto kind :
       {invalid, not_found, gone, forbidden, conflict, too_large, rate_limited, unavailable, internal}) {
    for (const auto* path : {"/x", "/en/x"})
      EXPECT_EQ(count(error(kind, path).body, "<h1"), 1u) << static_cast<int>(kind);
  }
}

TEST_P(ShellTest, an_error_is_kept_no_longer_than_until_the_next_page_appears) {
  EXPECT_EQ(error(base::ErrorKind::not_found).fresh_until, std::nullopt);
  auto later = edit_of(testing::registry(), "note", "later", "later", note_body("L"));
  later.publish_at = base::now() + std::chrono::hours(48);
  save(later);
  EXPECT_EQ(error(base::ErrorKind::not_found, "/not/later").fresh_until, later.publish_at);
}

class BareErrorTest : public storage::testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(databases, BareErrorTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(BareErrorTest, without_content_the_sentence_itself_has_to_do) {
  const Shell shell(testing::assets(), testing::public_url);
  const auto made = error_pages(database(), testing::services(), shell)(
      {base::ErrorKind::unavailable, "Import <first>.", {}, {}}, {});
  EXPECT_EQ(made.body, "Import <first>.\n");
  EXPECT_THAT(made.content_type, HasSubstr("text/plain"));
}

}  // namespace
}  // namespace smartmove::site
