#include "sources/kolada.hpp"

#include <set>

#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refused(const std::string& text) {
  const auto page = parse_kolada(text, "k");
  return page ? "" : base::format_problems(page.error().problems);
}

std::string row(const std::string& values) {
  return R"({"values":[{"kpi":"N01951","municipality":"1881","period":2024,"values":)" + values + "}]}";
}

TEST(KoladaTest, reads_a_page_with_its_genders_and_the_next_one) {
  const auto page = parse_kolada(R"({"count":2,"next_url":"https://api.kolada.se/v3/data?page=2","values":[
    {"kpi":"N01951","municipality":"1881","period":2024,"values":[
      {"gender":"K","count":1,"status":"","value":10.5},{"gender":"M","count":1,"status":"","value":11},
      {"gender":"T","count":1,"status":"Missing","value":null}]}]})",
                                 "k");
  ASSERT_TRUE(page) << base::format_problems(page.error().problems);
  EXPECT_EQ(page->next_url, "https://api.kolada.se/v3/data?page=2");
  ASSERT_EQ(page->values.size(), 3u);
  EXPECT_EQ(page->values[0].gender, "K");
  EXPECT_EQ(page->values[0].value, 10.5);
  EXPECT_EQ(page->values[1].value, 11);
  EXPECT_EQ(page->values[2].value, std::nullopt);
  EXPECT_EQ(page->values[2].period, "2024");
  EXPECT_EQ(page->values[2].municipality, "1881");
}

TEST(KoladaTest, the_last_page_has_no_next) {
  EXPECT_EQ(parse_kolada(R"({"values":[],"count":0,"next_url":null})", "k")->next_url, "");
  EXPECT_EQ(parse_kolada(R"({"values":[],"count":0})", "k")->next_url, "");
}

TEST(KoladaTest, every_breach_has_its_place) {
  EXPECT_THAT(refused(R"({"values":[)"), HasSubstr("k:1: "));
  EXPECT_THAT(refused("[]"), HasSubstr("k#: found"));
  EXPECT_THAT(refused(R"({"count":0})"), HasSubstr("k#/values: found nothing"));
  EXPECT_THAT(refused(R"({"values":[],"next_url":7})"), HasSubstr("k#/next_url: found 7"));
  EXPECT_THAT(refused(R"({"values":[{"kpi":"N1","period":2024,"values":[]}]})"),
              HasSubstr("k#/values/0/municipality: found nothing"));
  EXPECT_THAT(refused(row(R"([{"gender":"T","value":"21 154"}])")),
              HasSubstr("k#/values/0/values/0/value: found \"21 154\", expected a number or null"));
  EXPECT_THAT(refused(row(R"([{"gender":"T"}])")), HasSubstr("k#/values/0/values/0/value: found nothing"));
  EXPECT_THAT(refused(row(R"({"T":1})")), HasSubstr("k#/values/0/values: found"));
}

TEST(KoladaTest, no_call_names_more_ids_than_it_may) {
  EXPECT_THAT(kolada_paths({"N1", "N2"}, 2023, 2024), ElementsAre("/data/kpi/N1,N2/year/2023,2024"));
  std::vector<std::string> kpis;
  for (int i = 0; i < 60; ++i) kpis.push_back("N" + std::to_string(10000 + i));
  std::set<std::pair<std::string, std::string>> asked;
  for (const auto& path : kolada_paths(kpis, 2000, 2026)) {
    std::vector<std::string> parts;
    std::istringstream stream(path);
    for (std::string part; std::getline(stream, part, '/');) parts.push_back(part);
    ASSERT_EQ(parts.size(), 6u) << path;
    const auto count = [](const std::string& list) { return std::count(list.begin(), list.end(), ',') + 1; };
    EXPECT_LE(count(parts[3]) + count(parts[5]), 25) << path;
    std::istringstream kpi_stream(parts[3]);
    for (std::string kpi; std::getline(kpi_stream, kpi, ',');) {
      std::istringstream year_stream(parts[5]);
      for (std::string year; std::getline(year_stream, year, ',');) {
        EXPECT_TRUE(asked.emplace(kpi, year).second) << kpi << " " << year;
      }
    }
  }
  EXPECT_EQ(asked.size(), 60u * 27u);
}

TEST(KoladaTest, reads_what_kolada_answers) {
  const auto text = testing::recorded("kolada/data_n00945.json");
  if (!text) GTEST_SKIP() << testing::no_recorded_answers;
  const auto page = parse_kolada(*text, "k");
  ASSERT_TRUE(page) << base::format_problems(page.error().problems);
  ASSERT_EQ(page->values.size(), 63u);
  EXPECT_NEAR(*page->values[0].value, 31.32959689, 1e-9);
  EXPECT_EQ(page->values[0].municipality, "0180");
  EXPECT_EQ(page->values[0].period, "2000");
}

}  // namespace
}  // namespace smartmove::sources
