#include "site/json_ld.hpp"

#include "site/testing.hpp"

namespace smartmove::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

content::Page page(const std::string& path, const std::string& title) {
  content::Page made;
  made.path = path;
  made.head = {title, "D"};
  made.breadcrumbs = {{"Kommuner", "/kommuner"}};
  made.schema_org.push_back(
      {{"@type", "WebPage"}, {"name", title}, {"url", path}, {"image", boost::json::array{{{"url", "/a.png"}}}}});
  return made;
}

Site frame() {
  Site site;
  site.title = "Min </script><b>";
  site.publisher = "P";
  return site;
}

std::string text(const content::Page& page) {
  return json_ld(page, frame(), {"/", "/sok"}, "sv", testing::public_url).str();
}

TEST(JsonLdTest, cannot_end_its_script_element) {
  const auto made = text(page("/not/kumla", "</script><script>alert(1)</script><!-- \" \\"));
  EXPECT_THAT(made, Not(HasSubstr("<")));
  const auto graph = boost::json::parse(made).at("@graph");
  EXPECT_EQ(graph.at(1).at("name"), "</script><script>alert(1)</script><!-- \" \\");
  EXPECT_EQ(graph.at(0).at("name"), "Min </script><b>");
}

TEST(JsonLdTest, addresses_are_whole) {
  auto with_links = page("/not/kumla", "K");
  with_links.schema_org[0]["sameAs"] = "/stays";
  with_links.schema_org[0]["@id"] = "https://x.se/";
  const auto graph = boost::json::parse(text(with_links)).at("@graph");
  EXPECT_EQ(graph.at(0).at("url"), "https://move.example/");
  EXPECT_EQ(graph.at(0).at("@id"), "https://move.example/#website");
  EXPECT_EQ(graph.at(1).at("url"), "https://move.example/not/kumla");
  EXPECT_EQ(graph.at(1).at("isPartOf").at("@id"), "https://move.example/#website");
  EXPECT_EQ(graph.at(1).at("image").at(0).at("url"), "https://move.example/a.png");
  EXPECT_EQ(graph.at(1).at("sameAs"), "/stays");
  EXPECT_EQ(graph.at(1).at("@id"), "https://x.se/");
  EXPECT_EQ(graph.at(1).at("inLanguage"), "sv");
}

TEST(JsonLdTest, has_the_way_to_the_page) {
  const auto graph = boost::json::parse(text(page("/not/kumla", "Kumla"))).at("@graph");
  ASSERT_EQ(graph.as_array().size(), 3u);
  EXPECT_EQ(graph.at(2).at("@type"), "BreadcrumbList");
  const auto& items = graph.at(2).at("itemListElement").as_array();
  ASSERT_EQ(items.size(), 3u);
  for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(items[i].at("position").to_number<std::size_t>(), i + 1);
  EXPECT_EQ(items[0].at("item"), "https://move.example/");
  EXPECT_EQ(items[1].at("item"), "https://move.example/kommuner");
  EXPECT_EQ(items[2].at("name"), "Kumla");
  EXPECT_EQ(items[2].at("item"), "https://move.example/not/kumla");
}

TEST(JsonLdTest, tells_how_to_search_the_site) {
  const auto site = boost::json::parse(text(page("/not/kumla", "Kumla"))).at("@graph").at(0);
  EXPECT_EQ(site.at("potentialAction").at("@type"), "SearchAction");
  EXPECT_EQ(site.at("potentialAction").at("target").at("urlTemplate"),
            "https://move.example/sok?q={search_term_string}");
}

TEST(JsonLdTest, home_and_pages_without_an_address_have_no_way) {
  EXPECT_EQ(boost::json::parse(text(page("/", "Hem"))).at("@graph").as_array().size(), 2u);
  content::Page error;
  error.head = {"404", ""};
  EXPECT_EQ(boost::json::parse(text(error)).at("@graph").as_array().size(), 1u);
}

}  // namespace
}  // namespace smartmove::site
