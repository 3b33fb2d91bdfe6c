#include "sources/acs.hpp"

#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* small = R"([["NAME","B01003_001E","B19013_001E","state","place"],
  ["Palo Alto city, California","66680","-666666666","06","55282"],["Elsewhere",120,null,"06","00001"]])";

std::string refused(const std::string& text) {
  const auto table = parse_acs(text, "a");
  return table ? "" : base::format_problems(table.error().problems);
}

TEST(AcsTest, reads_a_variable_by_the_places_geography) {
  const auto table = parse_acs(small, "a");
  ASSERT_TRUE(table) << base::format_problems(table.error().problems);
  const std::vector<std::string> asked{"B01003_001E", "B19013_001E", "NAME"};
  EXPECT_THAT(*acs_cells(*table, "B01003_001E", asked, "2018-2022"),
              ElementsAre(Cell{"0655282", "2018-2022", 66680}, Cell{"0600001", "2018-2022", 120}));
}

TEST(AcsTest, sentinels_are_unknown) {
  const auto table = parse_acs(small, "a");
  ASSERT_TRUE(table);
  const std::vector<std::string> asked{"B01003_001E", "B19013_001E", "NAME"};
  const auto incomes = acs_cells(*table, "B19013_001E", asked, "2018-2022");
  ASSERT_TRUE(incomes) << incomes.error().message;
  for (const auto& cell : *incomes) EXPECT_EQ(cell.value, std::nullopt);
  for (const auto* sentinel : {"-222222222", "-333333333", "-555555555", "-888888888.0", "-999999999"}) {
    const auto one = parse_acs(std::string(R"([["X","place"],[")") + sentinel + R"(","1"]])", "a");
    EXPECT_EQ(acs_cells(*one, "X", {"X"}, "2020")->front().value, std::nullopt) << sentinel;
  }
  EXPECT_EQ(acs_cells(*parse_acs(R"([["X","place"],["-12","1"]])", "a"), "X", {"X"}, "2020")->front().value, -12);
}

TEST(AcsTest, what_does_not_fit_is_named) {
  EXPECT_THAT(acs_cells(*parse_acs(small, "a"), "B1", {}, "2020").error().message, HasSubstr("no column \"B1\""));
  EXPECT_THAT(acs_cells(*parse_acs(R"([["X"],["many"]])", "a"), "X", {"X"}, "2020").error().message,
              HasSubstr("\"many\" is no estimate"));
  EXPECT_THAT(refused("error: unknown variable"), HasSubstr("a:1: "));
  EXPECT_THAT(refused("{}"), HasSubstr("a#: found"));
  EXPECT_THAT(refused("[]"), HasSubstr("a#: found no header"));
  EXPECT_THAT(refused(R"([["X","place"],["1"]])"), HasSubstr("a#/1: found 1 values, expected 2"));
  EXPECT_THAT(refused(R"([["X"],[true]])"), HasSubstr("a#/1/0: found true"));
  EXPECT_THAT(refused(R"([["X"],7])"), HasSubstr("a#/1: found 7"));
}

TEST(AcsTest, reads_what_the_bureau_answers) {
  const auto states = testing::recorded("us-census-acs/acs5_2016_states_excerpt.json");
  const auto places = testing::recorded("us-census-acs/acs5_place_SYNTHETIC_with_sentinel.json");
  if (!states || !places) GTEST_SKIP() << testing::no_recorded_answers;
  const auto table = parse_acs(*states, "a");
  ASSERT_TRUE(table) << base::format_problems(table.error().problems);
  const auto cells = acs_cells(*table, "B01003_001E", {"NAME", "B01003_001E", "B02015_022E"}, "2012-2016");
  ASSERT_TRUE(cells);
  EXPECT_EQ((*cells)[4], (Cell{"06", "2012-2016", 38654206}));
  const auto incomes = parse_acs(*places, "a");
  ASSERT_TRUE(incomes);
  EXPECT_EQ((*acs_cells(*incomes, "B19013_001E", incomes->header, "2020"))[1].value, std::nullopt);
}

}  // namespace
}  // namespace smartmove::sources
