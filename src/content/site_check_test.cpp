#include "content/site_check.hpp"

#include "content/testing.hpp"
#include "content/theme.hpp"

namespace smartmove::content {
namespace {

using testing::at;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

SurveyedDocument document(std::string reference, std::string language, std::string path = {}) {
  SurveyedDocument made;
  made.reference = std::move(reference);
  made.language = std::move(language);
  made.path = std::move(path);
  return made;
}

std::vector<std::string> places_of(const std::vector<Finding>& findings) {
  std::vector<std::string> places;
  for (const auto& finding : findings) {
    EXPECT_EQ(finding.what.back(), '.');
    EXPECT_EQ(finding.advice.back(), '.');
    places.push_back((finding.severity == Severity::error ? "error " : "note ") + finding.where);
  }
  return places;
}

TEST(SiteCheck, a_link_must_lead_to_what_is_public_in_its_language) {
  auto from = document("page/a", "en");
  from.links = {{"document", "page/b", "page/a in en#/lead"}, {"document", "page/c", "page/a in en#/text"}};
  const Survey survey{from, document("page/b", "sv"), document("page/c", "en")};
  EXPECT_THAT(places_of(broken_links(survey)), ElementsAre("error page/a in en#/lead"));
}

TEST(SiteCheck, a_document_is_missed_in_the_languages_that_it_does_not_speak) {
  const Survey survey{document("page/a", "sv"), document("page/a", "en"), document("page/b", "sv")};
  EXPECT_THAT(places_of(missing_translations(survey, {"sv", "en"})), ElementsAre("note page/b in en"));
  EXPECT_THAT(missing_translations(survey, {"sv"}), IsEmpty());
}

TEST(SiteCheck, an_orphan_is_linked_from_no_other_document) {
  auto home = document("home/home", "sv", "/");
  home.leads_to = {"/om/a"};
  auto own = document("page/b", "sv", "/om/b");
  own.leads_to = {"/om/b", "/en/about/b", "/"};
  auto translation = document("page/b", "en", "/en/about/b");
  translation.leads_to = {"/om/b"};
  const Survey survey{home, document("page/a", "sv", "/om/a"), own, translation, document("site/site", "sv")};
  EXPECT_THAT(places_of(orphans(survey, {"/", "/en/"})), ElementsAre("note page/b in sv", "note page/b in en"));
}

TEST(SiteCheck, a_title_has_room_for_sixty_characters) {
  auto fits = document("page/a", "sv");
  auto longer = document("page/b", "sv");
  for (int i = 0; i < 60; ++i) fits.title += "å";
  longer.title = fits.title + "x";
  EXPECT_THAT(places_of(long_titles({fits, longer})), ElementsAre("note page/b in sv"));
}

TEST(SiteCheck, a_stale_figure_is_noted_where_it_is_shown) {
  auto shows = document("page/a", "sv");
  shows.figures = {"1881/population", "1881/bears"};
  EXPECT_THAT(places_of(stale_figures({shows, document("page/b", "sv")}, {"1881/bears", "18/bears"})),
              ElementsAre("note page/a in sv"));
}

TEST(SiteCheck, a_place_of_which_no_figure_on_the_page_is_known_is_noted) {
  auto compares = document("comparison/a", "sv");
  compares.figures = {"1881/population", "1881/bears", "x/population", "x/bears"};
  auto knows = document("comparison/b", "sv");
  knows.figures = {"1881/bears", "1881/population"};
  const auto found = silent_places({compares, knows}, {"1881/population", "y/bears"});
  EXPECT_THAT(places_of(found), ElementsAre("note comparison/a in sv"));
  EXPECT_THAT(found.at(0).what, ::testing::HasSubstr("the place x,"));
}

TEST(SiteCheck, what_is_overdue_depends_on_its_status) {
  const auto now = at("2026-11-23T12:00:00Z");
  const auto past = at("2026-11-01T00:00:00Z");
  const auto later = at("2026-12-01T00:00:00Z");
  const std::vector<SurveyedVersion> versions{
      {"page/draft", "sv", Status::draft, past, {}},       {"page/waits", "sv", Status::draft, later, {}},
      {"page/review", "sv", Status::in_review, past, {}},  {"page/shown", "sv", Status::scheduled, past, later},
      {"page/coming", "sv", Status::scheduled, later, {}}, {"page/over", "sv", Status::published, {}, past},
      {"page/gone", "sv", Status::withdrawn, past, past},  {"page/fine", "sv", Status::published, past, later}};
  EXPECT_THAT(places_of(overdue(versions, now)), ElementsAre("error page/draft in sv", "error page/review in sv",
                                                             "note page/shown in sv", "note page/over in sv"));
}

TEST(SiteCheck, the_themes_can_be_read_by_day_and_after_dark) {
  std::vector<SurveyedPalette> palettes;
  for (const auto& [name, palette] : theme()) palettes.push_back({"themes/tokens.css", "", "/" + name, palette});
  EXPECT_GE(palettes.size(), 7u);
  EXPECT_THAT(low_contrast(palettes), IsEmpty());
  palettes.at(0).palette.dark.link = palettes.at(0).palette.dark.ground;
  const auto found = low_contrast(palettes);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.at(0).where, "themes/tokens.css#/berry/dark/link");
  EXPECT_EQ(found.at(0).what, "There is #5f0a34 on ground #5f0a34, a contrast of 1.00:1.");
  EXPECT_EQ(found.at(0).advice, "Choose colours with at least 4.5:1, which texts need.");
  EXPECT_EQ(found.at(0).severity, Severity::error);
}

TEST(SiteCheck, an_audience_wears_the_same_colours_in_every_language) {
  const auto& sun = field("sun");
  auto paler = sun;
  paler.light.chip = "#ffe08d";
  const std::vector<SurveyedPalette> palettes{{"audience/a", "sv", "/palette", sun},
                                              {"audience/b", "sv", "/palette", sun},
                                              {"audience/a", "en", "/palette", sun},
                                              {"audience/b", "en", "/palette", paler}};
  EXPECT_THAT(places_of(differing_palettes(palettes)), ElementsAre("note audience/b in en#/palette"));
}

TEST(SiteCheck, reads_the_links_and_the_title_of_a_page) {
  const std::string html =
      "<title>A &amp; B – &lt;C&gt;</title><link rel=\"canonical\" href=\"/x\"><a class=\"y\" "
      "href=\"/om/a?b=1&amp;c=2#d\">"
      "a</a><a href=\"https://example.org/\">b</a><a href=\"/om/b\" lang=\"en\">c</a><a id=\"top\">d</a>";
  EXPECT_THAT(addresses_in(html), ElementsAre("/om/a", "/om/b"));
  EXPECT_EQ(title_of(html), "A & B – <C>");
  EXPECT_THAT(addresses_in("<a href=\"/cut"), ElementsAre("/cut"));
  EXPECT_EQ(title_of("no title"), "");
}

}  // namespace
}  // namespace smartmove::content
