#include "base/text.hpp"
#include "profiles/testing.hpp"

namespace smartmove::profiles {
namespace {

using content::testing::at;
using content::testing::must;
using testing::body;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::registry;

class PageProfileTest : public testing::ProfileTest {};

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

TEST_P(PageProfileTest, wears_the_colours_of_its_first_audience) {
  const auto hero = [&](const std::string& key) {
    return rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
      const auto& type = *registry().document_type("profile");
      return context.render(type.template_name, TRY(type.view(*TRY(context.document("profile", key)), context)).view)
          .str();
    });
  };
  publish("eva", {"Eva", "1881", R"(["unga", "barn"])"});
  publish("ola", {"Ola"});
  EXPECT_THAT(hero("eva"), HasSubstr("hero--profile field field--clay field--audience-unga\""));
  EXPECT_THAT(hero("ola"), HasSubstr("hero--profile field field--clay\""));
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
              AllOf(HasSubstr("f#/consent: found nothing, expected the person's consent"),
                    HasSubstr("f#/kind: found \"guru\"")));
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
