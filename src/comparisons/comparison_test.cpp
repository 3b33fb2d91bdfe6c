#include "comparisons/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::comparisons {
namespace {

using ::testing::ElementsAre;

Comparison sound() {
  Comparison made;
  made.here = {"1881"};
  made.there = {"0180"};
  made.rows = {{"Rent", content::IndicatorRef{"rent"}, {}, {}, "Low", "High"},
               {"Air", {}, {}, content::RichText{}, "Fresh", "Busy"}};
  return made;
}

std::vector<std::string> problems_of(const Comparison& comparison) {
  base::JsonReader reader("f");
  check_comparison(comparison, reader);
  std::vector<std::string> all;
  for (const auto& [where, found, expected] : reader.problems()) all.push_back(where + ": " + found + " | " + expected);
  return all;
}

TEST(ComparisonTest, a_sound_one_has_no_problems) {
  EXPECT_THAT(problems_of(sound()), ElementsAre());
  auto measured_otherwise = sound();
  measured_otherwise.rows[0].indicator_there = content::IndicatorRef{"rent_usd"};
  EXPECT_THAT(problems_of(measured_otherwise), ElementsAre());
}

TEST(ComparisonTest, a_place_is_not_compared_with_itself) {
  auto comparison = sound();
  comparison.there = comparison.here;
  EXPECT_THAT(problems_of(comparison),
              ElementsAre("f#/there: \"1881\", the place itself | another place than \"here\""));
}

TEST(ComparisonTest, a_row_has_something_to_compare) {
  auto comparison = sound();
  comparison.rows[1].text.reset();
  EXPECT_THAT(problems_of(comparison),
              ElementsAre("f#/rows/1: a row with neither indicator nor text | an \"indicator\" "
                          "to compare by, a \"text\", or both"));
  comparison.rows.clear();
  EXPECT_THAT(problems_of(comparison), ElementsAre("f#/rows: no rows | at least one thing to compare"));
}

TEST(ComparisonTest, the_other_places_indicator_stands_beside_one_and_is_another) {
  auto comparison = sound();
  comparison.rows[0].indicator_there = comparison.rows[0].indicator;
  comparison.rows[1].indicator_there = content::IndicatorRef{"rent"};
  EXPECT_THAT(problems_of(comparison),
              ElementsAre("f#/rows/0/indicator_there: the same indicator as \"indicator\" | another one, or nothing: "
                          "then both places are measured by it",
                          "f#/rows/1/indicator_there: an indicator for the other place alone | an \"indicator\" beside "
                          "it; \"indicator_there\" is only for a place that is measured by another one"));
}

}  // namespace
}  // namespace smartmove::comparisons
