#include "content/stylesheet.hpp"

#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::must;
using testing::note_body;

// Says the titles of all notes, and is silent where there is none.
Contribution titles() {
  Contribution made;
  made.stylesheets = {{"titles", [](RenderContext& context) -> base::Result<std::string> {
                         std::string css;
                         for (const auto& note : TRY(context.documents("note"))) {
                           css += "/* " + std::string(note.body.json().at("title").as_string()) + " */";
                         }
                         return css;
                       }}};
  return made;
}

class StylesheetTest : public testing::ContentTest {
 protected:
  std::vector<std::string> addresses(std::string language = "sv") {
    return rendering(
        registry_, [](RenderContext& context) { return stylesheet_addresses(context); }, std::move(language));
  }
  base::Result<web::Response> get(const std::string& path) {
    web::Request request;
    request.parameters.emplace("file", path.substr(std::string("/styles/").size()));
    return stylesheet_routes(database(), services_).at(0).handler(request);
  }

  const Registry registry_{std::vector<Contribution>{contribution(), testing::notes(), titles()}};
  RenderServices services_{registry_, testing::templates(), testing::translations(), testing::one_figure()};
};
INSTANTIATE_TEST_SUITE_P(databases, StylesheetTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(StylesheetTest, has_an_address_for_what_it_says) {
  EXPECT_THAT(addresses(), ElementsAre());
  save(note("a", "a", note_body("A")));
  const auto first = addresses();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_TRUE(first[0].starts_with("/styles/titles.sv.")) << first[0];
  EXPECT_THAT(addresses("en"), ElementsAre());
  save(note("b", "b", note_body("B")));
  EXPECT_NE(addresses(), first);
}

TEST_P(StylesheetTest, is_kept_for_ever_and_dropped_when_its_content_changes) {
  now_ = base::now();
  save(note("a", "a", note_body("A")));
  const auto address = addresses().at(0);
  const auto sheet = must(get(address));
  EXPECT_EQ(sheet.status, 200);
  EXPECT_EQ(sheet.body, "/* A */");
  EXPECT_EQ(sheet.content_type, "text/css; charset=utf-8");
  EXPECT_THAT(sheet.headers,
              Contains(std::pair(std::string("Cache-Control"), std::string("public, max-age=31536000, immutable"))));
  EXPECT_THAT(sheet.tags, Contains("type:note"));
  auto later = note("b", "b", note_body("B"));
  later.publish_at = now_ + std::chrono::hours(48);
  save(later);
  EXPECT_EQ(must(get(address)).fresh_until, later.publish_at);
}

TEST_P(StylesheetTest, an_earlier_name_leads_to_the_present_one) {
  save(note("a", "a", note_body("A")));
  const auto earlier = addresses().at(0);
  save(note("b", "b", note_body("B")));
  const auto moved = must(get(earlier));
  EXPECT_EQ(moved.status, 302);
  EXPECT_THAT(moved.headers, Contains(std::pair(std::string("Location"), addresses().at(0))));
}

TEST_P(StylesheetTest, there_is_no_other) {
  save(note("a", "a", note_body("A")));
  for (const auto* path : {"/styles/", "/styles/titles", "/styles/titles.en.0.css", "/styles/titles.de.0.css",
                           "/styles/other.sv.0.css", "/styles/titles.sv.0.js", "/styles/.sv.0.css"}) {
    const auto made = get(path);
    ASSERT_FALSE(made) << path;
    EXPECT_EQ(made.error().kind, base::ErrorKind::not_found) << path;
  }
}

}  // namespace
}  // namespace smartmove::content
