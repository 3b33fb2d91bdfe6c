#include "places/fact_csv.hpp"

#include "places/testing.hpp"

namespace smartmove::places {
namespace {

using content::testing::must;
using content::testing::problems_of;

const std::string header = "place_code,indicator,value,unit,period,source_name,source_url,licence,retrieved\n";

base::Result<std::vector<FactRow>> read(const std::string& text) {
  static const std::map<std::string, Indicator> indicators{{"population", testing::population()},
                                                           {"share", testing::share()}};
  return facts_from_csv(text, "facts.csv", {{"1881", "18"}, indicators});
}

std::string problem(const std::string& rows) {
  const auto made = read(header + rows);
  return made ? "no problem" : problems_of(made.error());
}

TEST(FactCsvTest, reads_rows_with_their_lines) {
  const auto rows =
      must(read(header + "1881,population,22354,persons,2024,SCB,https://www.scb.se/x,CC0,2026-03-01\r\n\n" +
                "18,share,,percent,2018-2022,\"A, \"\"B\"\"\",http://x.se,licence not stated,2026-03-02\n"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].fact, testing::fact(22354));
  EXPECT_EQ(rows[0].line, 2u);
  EXPECT_EQ(rows[1].line, 4u);
  EXPECT_EQ(rows[1].fact.value, std::nullopt);
  EXPECT_EQ(rows[1].fact.source_name, "A, \"B\"");
}

TEST(FactCsvTest, columns_come_in_any_order_and_may_name_the_place) {
  const auto rows =
      must(read("retrieved,place_name,licence,source_url,source_name,period,unit,value,indicator,place_code\n"
                "2026-03-01,Kumla,CC0,https://www.scb.se/x,SCB,2024,persons,22354,population,1881\n"));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fact, testing::fact(22354));
}

TEST(FactCsvTest, wants_its_header) {
  EXPECT_EQ(problems_of(read("").error()),
            "facts.csv:1: found an empty file, expected a header: "
            "place_code,indicator,value,unit,period,source_name,source_url,licence,retrieved\n");
  const auto wrong = problems_of(
      read("place_code,place_code,indicator,value,unit,period,source_name,url,licence,retrieved\n").error());
  EXPECT_NE(wrong.find("facts.csv:1: found the column place_code twice, expected it once"), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("facts.csv:1: found a column \"url\""), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("facts.csv:1: found no column \"source_url\""), std::string::npos) << wrong;
}

struct Refusal {
  const char* row;
  const char* problem;
};

class FactCsvRefusalTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(FactCsvRefusalTest, names_the_line_and_what_is_right) {
  EXPECT_EQ(problem(GetParam().row + std::string("\n")),
            "facts.csv:2: found " + std::string(GetParam().problem) + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    rows, FactCsvRefusalTest,
    ::testing::Values(
        Refusal{"1881,population", "2 fields, expected 9 as in the header"},
        Refusal{"9999,population,1,persons,2024,SCB,https://x,CC0,2026-03-01",
                "place_code \"9999\", expected a place of places.json"},
        Refusal{"1881,bears,1,persons,2024,SCB,https://x,CC0,2026-03-01",
                "indicator \"bears\", expected an indicator of indicators.json"},
        Refusal{"1881,population,1,percent,2024,SCB,https://x,CC0,2026-03-01",
                "unit \"percent\", expected \"persons\", the unit of population"},
        Refusal{"1881,population,1,persons,undated,SCB,https://x,CC0,2026-03-01",
                "period \"undated\", expected 2024, 2024-05, 2024-05-31, 2018-2022 or 2019-04/2020-03"},
        Refusal{"1881,population,1,persons,2024,,https://x,CC0,2026-03-01",
                "no source_name, expected who published the figure"},
        Refusal{"1881,population,1,persons,2024,SCB,javascript:alert(1),CC0,2026-03-01",
                "source_url \"javascript:alert(1)\", expected an address that begins with https:// or http://"},
        Refusal{"1881,population,1,persons,2024,SCB,https://x,,2026-03-01",
                "no licence, expected the licence, or the words \"licence not stated\""},
        Refusal{"1881,population,1,persons,2024,SCB,https://x,CC0,2026-02-29",
                "retrieved \"2026-02-29\", expected a day such as 2026-11-23"},
        Refusal{"1881,population,\"22 354\",persons,2024,SCB,https://x,CC0,2026-03-01",
                "value \"22 354\", expected a number with a point for decimals, or nothing where unknown"},
        Refusal{"1881,population,\"1,5\",persons,2024,SCB,https://x,CC0,2026-03-01",
                "value \"1,5\", expected a number with a point for decimals, or nothing where unknown"},
        Refusal{"1881,population,nan,persons,2024,SCB,https://x,CC0,2026-03-01",
                "value \"nan\", expected a number with a point for decimals, or nothing where unknown"},
        Refusal{"1881,population,1e999,persons,2024,SCB,https://x,CC0,2026-03-01",
                "value \"1e999\", expected a number with a point for decimals, or nothing where unknown"}));

TEST(FactCsvTest, two_figures_for_one_period_are_told_with_both_lines) {
  const std::string row = "1881,population,1,persons,2024,SCB,https://x,CC0,2026-03-01\n";
  EXPECT_EQ(problem(row + "1881,population,1,persons,2023,SCB,https://x,CC0,2026-03-01\n" + row),
            "facts.csv:4: found a second figure for 1881 population 2024, expected one; the other is in line 2\n");
}

TEST(FactCsvTest, lists_every_wrong_row) {
  EXPECT_EQ(problem("x,population,1,persons,2024,SCB,https://x,CC0,2026-03-01\n"
                    "1881,population,1,persons,2024,SCB,https://x,CC0,2026-03-01\n"
                    "1881,population,a,persons,24,SCB,https://x,CC0,x\n"),
            "facts.csv:2: found place_code \"x\", expected a place of places.json\n"
            "facts.csv:4: found period \"24\", expected 2024, 2024-05, 2024-05-31, 2018-2022 or 2019-04/2020-03\n"
            "facts.csv:4: found value \"a\", expected a number with a point for decimals, or nothing where unknown\n"
            "facts.csv:4: found retrieved \"x\", expected a day such as 2026-11-23\n");
  EXPECT_NE(problem("1881,\"population\n").find("facts.csv:2"), std::string::npos);
}

TEST(FactCsvTest, comes_back_as_it_was) {
  std::vector<Fact> facts{
      testing::fact(22354),           testing::fact(std::nullopt, "2023"), testing::fact(0.1, "2018-2022", "share"),
      testing::fact(-1.5e-7, "2022"), testing::fact(1e21, "2021"),         testing::fact(100000000, "2020")};
  facts[1].source_name = "A, \"B\"\nC";
  facts[2].licence = "å;";
  const std::map<std::string, Indicator> indicators{{"population", testing::population()}, {"share", testing::share()}};
  const auto csv = facts_to_csv(facts, indicators);
  EXPECT_TRUE(csv.starts_with(header + "1881,population,22354,persons,2024,SCB,https://www.scb.se/x,CC0,2026-03-01\n"))
      << csv;
  std::vector<Fact> back;
  for (const auto& row : must(read(csv))) back.push_back(row.fact);
  EXPECT_EQ(back, facts);
  EXPECT_EQ(facts_to_csv(back, indicators), csv);
}

}  // namespace
}  // namespace smartmove::places
