#include "site/style_page.hpp"

#include <cstdlib>
#include <fstream>

#include "content/theme.hpp"
#include "site/style_samples.hpp"
#include "site/testing.hpp"

namespace smartmove::site {
namespace {

using content::testing::must;
using ::testing::HasSubstr;
using ::testing::Not;

class StylePageTest : public testing::SiteTest {
 protected:
  void set_up() override {
    SiteTest::set_up();
    publish("home", "home", "",
            must(base::parse_json(R"({"title": "Hem", "description": "D", "headline": "H", "lead": {"type": "doc"},
      "blocks": [{"type": "section", "data": {"heading": "Avsnitt", "colour": "clay"}, "blocks": [
        {"type": "text", "audiences": ["studenter"], "data": {"heading": "Inuti", "text": {"type": "doc"}}}]}]})",
                                  "h")));
  }
  base::Result<web::Response> get(const std::string& path) {
    web::Request request;
    request.path = path;
    for (const auto& route : style_routes(database(), testing::services(), shell_, tokens_)) {
      if (route.pattern == path) return route.handler(request);
    }
    throw std::logic_error("no route " + path);
  }

  const Shell shell_{testing::assets(), testing::public_url};
  std::filesystem::path tokens_ = std::filesystem::path(std::getenv("SMARTMOVE_SOURCE_DIR")) / "themes/tokens.css";
};
INSTANTIATE_TEST_SUITE_P(databases, StylePageTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(StylePageTest, shows_every_colour_size_and_block) {
  const auto html = must(get("/_styleguide")).body;
  for (const auto& [name, palette] : content::theme()) {
    EXPECT_THAT(html, HasSubstr("class=\"band field field--" + name + "\""));
    EXPECT_THAT(html, HasSubstr(palette.light.ground));
    EXPECT_THAT(html, HasSubstr(palette.dark.ground));
  }
  EXPECT_THAT(html, HasSubstr("size-headline: clamp("));
  EXPECT_THAT(html, HasSubstr("<li>gutter: clamp("));
  for (const auto& [name, type] : testing::registry().block_types())
    EXPECT_THAT(html, HasSubstr("id=\"style-" + name + "\""));
  EXPECT_THAT(html, HasSubstr("Avsnitt</h2>"));
  EXPECT_THAT(html, HasSubstr("src=\"/cards/sv/home/home."));
  EXPECT_THAT(html, Not(HasSubstr("style=\"")));
  EXPECT_THAT(html, Not(HasSubstr("rel=\"canonical\"")));
}

TEST_P(StylePageTest, blocks_are_taken_from_within_others_whoever_they_are_for) {
  const auto samples =
      rendering(testing::registry(), [](content::RenderContext& context) { return block_samples(context); });
  std::map<std::string, std::string> html;
  for (const auto& sample : samples) html[sample.type] = sample.html.str();
  EXPECT_THAT(html.at("text"), HasSubstr("Inuti"));
  EXPECT_THAT(html.at("section"), HasSubstr("field--clay"));
  EXPECT_EQ(html.at("call_out"), "");  // no page has one
}

TEST_P(StylePageTest, speaks_every_language_at_one_address_each) {
  EXPECT_THAT(must(get("/en/_styleguide")).body, HasSubstr("<html lang=\"en\">"));
  EXPECT_EQ(get("/sv/_styleguide").error().kind, base::ErrorKind::not_found);
}

TEST_P(StylePageTest, reads_the_colours_as_they_are_now) {
  const storage::testing::TemporaryFolder folder;
  std::ifstream original(tokens_);
  std::string css{std::istreambuf_iterator<char>(original), {}};
  tokens_ = folder.path() / "tokens.css";
  EXPECT_FALSE(get("/_styleguide"));  // not there
  css.replace(css.find("#ffc93c"), 7, "#fedcba");
  std::ofstream(tokens_) << css;
  EXPECT_THAT(must(get("/_styleguide")).body, HasSubstr("#fedcba"));
  css.replace(css.find("--ground"), 8, "--grounf");
  std::ofstream(tokens_) << css;
  EXPECT_FALSE(get("/_styleguide"));
}

TEST(StyleSamplesTest, tokens_are_those_that_begin_so) {
  const auto found =
      tokens(":root {\n  --size-a: 1rem;\n  --line: 3px;\n  --size-b: clamp(1rem, 2vw, 3rem);\n}\n", "size-");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].name + "=" + found[0].value, "size-a=1rem");
  EXPECT_EQ(found[1].value, "clamp(1rem, 2vw, 3rem)");
  EXPECT_TRUE(tokens("", "a").empty());
}

}  // namespace
}  // namespace smartmove::site
