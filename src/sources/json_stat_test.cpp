#include "sources/json_stat.hpp"

#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr auto unknown = std::optional<double>{};

/// Two places, two sexes, two years.
constexpr const char* small = R"({"version":"2.0","class":"dataset","id":["Region","Kon","Tid"],"size":[2,2,2],
  "dimension":{"Region":{"category":{"index":["1880","1881"]},"extension":{"elimination":true}},
               "Kon":{"category":{"index":{"2":1,"1":0}}},"Tid":{"category":{"index":{"2023":0,"2024":1}}}},
  "value":[1,2,3,4,5,6,null,".."]})";

CubeQuery query(std::map<std::string, std::vector<std::string>> select) { return {"Region", "Tid", std::move(select)}; }

std::string refused(const std::string& text) {
  const auto cube = parse_json_stat(text, "t");
  return cube ? "" : base::format_problems(cube.error().problems);
}

/// `small` with a part replaced.
std::string with(const std::string& part, const std::string& other) {
  std::string text = small;
  const auto at = text.find(part);
  if (at == std::string::npos) throw std::logic_error(part);
  return text.replace(at, part.size(), other);
}

TEST(JsonStatTest, reads_the_cells_that_are_selected) {
  const auto cube = parse_json_stat(small, "t");
  ASSERT_TRUE(cube) << base::format_problems(cube.error().problems);
  EXPECT_TRUE(cube->find("Region")->elimination);
  EXPECT_FALSE(cube->find("Tid")->elimination);
  EXPECT_THAT(*cells_of(*cube, query({{"Kon", {"1"}}})), ElementsAre(Cell{"1880", "2023", 1}, Cell{"1880", "2024", 2},
                                                                     Cell{"1881", "2023", 5}, Cell{"1881", "2024", 6}));
}

TEST(JsonStatTest, adds_up_and_a_sum_with_an_unknown_is_unknown) {
  const auto cube = parse_json_stat(small, "t");
  ASSERT_TRUE(cube);
  EXPECT_THAT(*cells_of(*cube, query({{"Kon", {"1", "2"}}})),
              ElementsAre(Cell{"1880", "2023", 4}, Cell{"1880", "2024", 6}, Cell{"1881", "2023", unknown},
                          Cell{"1881", "2024", unknown}));
}

TEST(JsonStatTest, what_is_not_there_is_named) {
  const auto cube = parse_json_stat(small, "t");
  ASSERT_TRUE(cube);
  const auto words = [&](const CubeQuery& query) { return cells_of(*cube, query).error().message; };
  EXPECT_EQ(words(query({})), "The dimension Kon has 2 codes, and the source selects none of them.");
  EXPECT_EQ(words(query({{"Kon", {"3"}}})), "The dimension Kon has no code \"3\".");
  EXPECT_EQ(words(query({{"Kon", {"1"}}, {"Alder", {"tot"}}})), "The table has no dimension \"Alder\".");
  EXPECT_EQ(words({"geo", "Tid", {{"Kon", {"1"}}}}), "The table has no dimension \"geo\".");
  EXPECT_EQ(words({"Region", "time", {{"Kon", {"1"}}}}), "The table has no dimension \"time\".");
}

TEST(JsonStatTest, values_may_be_sparse) {
  const auto cube = parse_json_stat(with(R"([1,2,3,4,5,6,null,".."])", R"({"0":1.5,"7":8})"), "t");
  ASSERT_TRUE(cube) << base::format_problems(cube.error().problems);
  EXPECT_EQ(cube->values.front(), 1.5);
  EXPECT_EQ(cube->values[1], unknown);
  EXPECT_EQ(cube->values.back(), 8);
}

TEST(JsonStatTest, a_description_of_a_table_has_no_values) {
  const auto cube = parse_json_stat(with(R"([1,2,3,4,5,6,null,".."])", "[]"), "t");
  ASSERT_TRUE(cube);
  EXPECT_EQ(cube->dimensions.size(), 3u);
  EXPECT_EQ(cells_of(*cube, query({{"Kon", {"1"}}})).error().message, "The answer has no values.");
}

TEST(JsonStatTest, reads_version_1_with_a_dimension_that_has_only_a_label) {
  const auto cube = parse_json_stat(R"({"dataset":{"dimension":{"id":["geo","time"],"size":[1,2],
    "geo":{"category":{"label":{"SE":"Sweden"}}},"time":{"category":{"index":{"2023":0,"2024":1}}}},"value":[7,8]}})",
                                    "t");
  ASSERT_TRUE(cube) << base::format_problems(cube.error().problems);
  EXPECT_THAT(*cells_of(*cube, {"geo", "time", {}}), ElementsAre(Cell{"SE", "2023", 7}, Cell{"SE", "2024", 8}));
}

TEST(JsonStatTest, every_breach_has_its_place) {
  EXPECT_THAT(refused("{\"value\":"), HasSubstr("t:1: "));
  EXPECT_THAT(refused("[]"), HasSubstr("expected a JSON-stat dataset"));
  EXPECT_THAT(refused(R"({"error":[{"status":404}]})"), HasSubstr("expected a JSON-stat dataset"));
  EXPECT_THAT(refused(with("[2,2,2]", "[2,2]")), HasSubstr("t#/size: found 3 dimensions with 2 sizes"));
  EXPECT_THAT(refused(with("[2,2,2]", "[2,3,2]")), HasSubstr("t#/dimension/Kon: found 2 categories"));
  EXPECT_THAT(refused(with(R"("Tid":{)", R"("Zeit":{)")), HasSubstr("t#/dimension/Tid: found nothing"));
  EXPECT_THAT(refused(with(R"({"2":1,"1":0})", R"({"2":0,"1":0})")), HasSubstr("t#/dimension/Kon/category/index"));
  EXPECT_THAT(refused(with(R"({"2":1,"1":0})", R"({"2":9,"1":0})")), HasSubstr("t#/dimension/Kon/category/index"));
  EXPECT_THAT(refused(with("4,5,6", "4,5")), HasSubstr("t#/value: found 7 values, expected 8"));
  EXPECT_THAT(refused(with("4,5,6", "4,true,6")), HasSubstr("t#/value/4: found true, expected a number or null"));
  EXPECT_THAT(refused(with(R"([1,2,3,4,5,6,null,".."])", R"({"8":1})")), HasSubstr("t#/value: found position \"8\""));
  EXPECT_THAT(refused(with(R"([1,2,3,4,5,6,null,".."])", "\"none\"")), HasSubstr("t#/value: found"));
}

TEST(JsonStatTest, sizes_that_would_fill_the_memory_are_refused) {
  std::string codes = "[";
  for (int i = 0; i < 5000; ++i) codes += (i ? ",\"" : "\"") + std::to_string(i) + "\"";
  const auto dimension = "{\"category\":{\"index\":" + codes + "]}}";
  EXPECT_THAT(refused("{\"id\":[\"a\",\"b\"],\"size\":[5000,5000],\"dimension\":{\"a\":" + dimension +
                      ",\"b\":" + dimension + "},\"value\":[]}"),
              HasSubstr("more than 20000000 cells"));
}

TEST(JsonStatTest, reads_what_scb_answers) {
  const auto text = testing::recorded("scb-pxwebapi-v2/TAB6471_data.json");
  if (!text) GTEST_SKIP() << testing::no_recorded_answers;
  const auto cube = parse_json_stat(*text, "t");
  ASSERT_TRUE(cube) << base::format_problems(cube.error().problems);
  const auto cells = cells_of(*cube, query({{"Kon", {"TotSa"}}, {"Alder", {"0-9", "10-19"}}}));
  ASSERT_TRUE(cells) << cells.error().message;
  EXPECT_EQ(cells->size(), 21u * 4u);
  EXPECT_EQ(cells->front().region, "01");
  EXPECT_GT(cells->front().value, 500'000);
  const auto about = testing::recorded("scb-pxwebapi-v2/TAB6471_metadata.json");
  ASSERT_TRUE(about);
  const auto description = parse_json_stat(*about, "t");
  ASSERT_TRUE(description) << base::format_problems(description.error().problems);
  EXPECT_TRUE(description->find("Kon")->elimination);
  EXPECT_EQ(description->find("Region")->codes.size(), 312u);
}

TEST(JsonStatTest, reads_version_1_as_scb_and_eurostat_answered) {
  const auto scb = testing::recorded("scb-pxwebapi-v1/data_BefolkningNy_jsonstat.json");
  const auto eurostat = testing::recorded("eurostat/eurostat-name_gpd_c-geo_IT_FR.json");
  if (!scb || !eurostat) GTEST_SKIP() << testing::no_recorded_answers;
  const auto population = parse_json_stat(*scb, "t");
  ASSERT_TRUE(population) << base::format_problems(population.error().problems);
  EXPECT_THAT(*cells_of(*population, {"Kon", "Tid", {{"Civilstand", {"OG"}}}}),
              ElementsAre(Cell{"1", "2015", 2762601}, Cell{"1", "2016", 2820248}, Cell{"1", "2017", 2870477},
                          Cell{"2", "2015", 2394842}, Cell{"2", "2016", 2437315}, Cell{"2", "2017", 2477012}));
  const auto product = parse_json_stat(*eurostat, "t");
  ASSERT_TRUE(product) << base::format_problems(product.error().problems);
  const auto cells = cells_of(*product, {"geo", "time", {}});
  ASSERT_TRUE(cells);
  EXPECT_EQ((*cells)[0], (Cell{"FR", "1946", unknown}));
  EXPECT_EQ((*cells)[67], (Cell{"FR", "2013", 31300}));
}

TEST(JsonStatTest, reads_the_samples_of_json_stat_org) {
  for (const auto* name : {"canada", "hierarchy", "oecd", "us-gsp"}) {
    const auto text = testing::recorded(std::string("json-stat-org/") + name + ".json");
    if (!text) GTEST_SKIP() << testing::no_recorded_answers;
    const auto cube = parse_json_stat(*text, name);
    EXPECT_TRUE(cube) << base::format_problems(cube.error().problems);
  }
}

}  // namespace
}  // namespace smartmove::sources
