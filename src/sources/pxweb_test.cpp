#include "sources/pxweb.hpp"

#include <set>

#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

const std::vector<Dimension> table{{"Region", {"00", "18", "1880", "1881"}, true},
                                   {"Kon", {"1", "2"}, true},
                                   {"ContentsCode", {"N1", "N2"}},
                                   {"Fixed", {"x"}},
                                   {"Tid", {"2013", "2022", "2023", "2024", "bad"}}};

PxWish wish(std::map<std::string, std::vector<std::string>> select, std::size_t most_cells = 150'000) {
  return {{"Region", "Tid", std::move(select)}, {"18", "1880", "1881"}, 2022, most_cells};
}

TEST(PxwebTest, asks_for_what_is_wanted_and_leaves_out_what_the_table_adds_up) {
  Refusals refusals;
  const auto calls = px_selections(table, wish({{"ContentsCode", {"N1"}}}), refusals);
  ASSERT_TRUE(calls) << calls.error().message;
  ASSERT_EQ(calls->size(), 1u);
  EXPECT_THAT((*calls)[0], ElementsAre(Pair("ContentsCode", ElementsAre("N1")), Pair("Fixed", ElementsAre("x")),
                                       Pair("Region", ElementsAre("18", "1880", "1881")),
                                       Pair("Tid", ElementsAre("2022", "2023", "2024"))));
  EXPECT_EQ(refusals.count(), 0);
}

TEST(PxwebTest, places_that_the_table_does_not_have_are_refused_by_name) {
  auto asked = wish({{"ContentsCode", {"N1"}}});
  asked.regions = {"1881", "9999"};
  Refusals refusals;
  const auto calls = px_selections(table, asked, refusals);
  ASSERT_TRUE(calls);
  EXPECT_THAT(calls->front()[2].second, ElementsAre("1881"));
  EXPECT_THAT(refusals.all(), ElementsAre(Refusal{"The table does not have the place.", 1, "9999"}));
}

TEST(PxwebTest, what_is_not_there_is_named) {
  Refusals refusals;
  const auto words = [&](const PxWish& wish) { return px_selections(table, wish, refusals).error().message; };
  EXPECT_EQ(words(wish({})), "The dimension ContentsCode has 2 codes, and the source selects none of them.");
  EXPECT_EQ(words(wish({{"ContentsCode", {"N3"}}})), "The dimension ContentsCode has no code \"N3\".");
  EXPECT_EQ(words(wish({{"Alder", {"tot"}}})), "The table has no dimension \"Alder\".");
  auto elsewhere = wish({{"ContentsCode", {"N1"}}});
  elsewhere.query.region = "geo";
  EXPECT_EQ(words(elsewhere), "The table has no dimension \"geo\".");
  EXPECT_THAT(words(wish({{"ContentsCode", {"N1", "N2"}}, {"Kon", {"1", "2"}}}, 3)),
              HasSubstr("or more than one answer may have"));
}

TEST(PxwebTest, no_call_asks_for_more_cells_than_it_may_and_together_they_ask_for_all) {
  for (const std::size_t most : {2u, 4u, 6u, 7u, 12u, 100u}) {
    Refusals refusals;
    const auto calls = px_selections(table, wish({{"ContentsCode", {"N1"}}, {"Kon", {"1", "2"}}}, most), refusals);
    ASSERT_TRUE(calls) << calls.error().message;
    std::set<std::pair<std::string, std::string>> asked;
    for (const auto& call : *calls) {
      std::size_t cells = 1;
      for (const auto& [id, codes] : call) cells *= codes.size();
      EXPECT_LE(cells, most);
      for (const auto& region : call[3].second) {
        for (const auto& time : call[4].second) EXPECT_TRUE(asked.emplace(region, time).second);
      }
    }
    EXPECT_EQ(asked.size(), 9u) << most;
  }
}

TEST(PxwebTest, writes_the_question_as_each_version_wants_it) {
  const Selection selection{{"Kon", {"1"}}, {"Tid", {"2023", "2024"}}};
  EXPECT_EQ(
      pxweb1_body(selection),
      R"({"query":[{"code":"Kon","selection":{"filter":"item","values":["1"]}},)"
      R"({"code":"Tid","selection":{"filter":"item","values":["2023","2024"]}}],"response":{"format":"json-stat2"}})");
  EXPECT_EQ(pxweb2_body(selection), R"({"selection":[{"variableCode":"Kon","valueCodes":["1"]},)"
                                    R"({"variableCode":"Tid","valueCodes":["2023","2024"]}]})");
}

TEST(PxwebTest, reads_the_variables_of_version_1) {
  const auto all = parse_pxweb1_metadata(
      R"({"title":"T","variables":[{"code":"Kon","text":"sex","values":["1","2"],"elimination":true},
          {"code":"Tid","text":"year","values":["2024"],"time":true}]})",
      "p");
  ASSERT_TRUE(all) << base::format_problems(all.error().problems);
  EXPECT_EQ((*all)[0].id, "Kon");
  EXPECT_TRUE((*all)[0].elimination);
  EXPECT_THAT((*all)[1].codes, ElementsAre("2024"));
  const auto refused = [](const char* text) {
    return base::format_problems(parse_pxweb1_metadata(text, "p").error().problems);
  };
  EXPECT_THAT(refused("{}"), HasSubstr("p#/variables: found nothing"));
  EXPECT_THAT(refused(R"({"variables":[{"code":7,"values":["1"]}]})"), HasSubstr("p#/variables/0/code: found 7"));
  EXPECT_THAT(refused(R"({"variables":[{"code":"K","values":[1]}]})"), HasSubstr("p#/variables/0/values/0: found 1"));
  EXPECT_THAT(refused(R"({"variables":[{"code":"K"}]})"), HasSubstr("p#/variables/0/values: found nothing"));
}

TEST(PxwebTest, splits_a_large_table_as_scb_describes_it) {
  const auto text = testing::recorded("scb-pxwebapi-v1/metadata_BefolkningNy.json");
  if (!text) GTEST_SKIP() << testing::no_recorded_answers;
  const auto all = parse_pxweb1_metadata(*text, "p");
  ASSERT_TRUE(all) << base::format_problems(all.error().problems);
  PxWish wish{
      {"Region", "Tid", {{"ContentsCode", {"BE0101N1"}}, {"Kon", {"1", "2"}}, {"Alder", {}}}}, {}, 2015, 150'000};
  for (int age = 0; age < 100; ++age) wish.query.select["Alder"].push_back(std::to_string(age));
  for (const auto& dimension : *all) {
    if (dimension.id == "Region") wish.regions = dimension.codes;
  }
  Refusals refusals;
  const auto calls = px_selections(*all, wish, refusals);
  ASSERT_TRUE(calls) << calls.error().message;
  EXPECT_EQ(calls->size(), 4u);  // 312 regions × 8 years × 200, 93 regions a call
}

}  // namespace
}  // namespace smartmove::sources
