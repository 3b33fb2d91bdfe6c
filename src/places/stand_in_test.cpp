#include "places/stand_in.hpp"

#include "places/testing.hpp"

namespace smartmove::places {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::map<std::string, Place> places() {
  auto county = testing::county();
  county.parent = "SE";
  const Place country{"SE", PlaceKind::country, "", {{"sv", "Sverige"}}};
  return {{"1881", testing::kumla()}, {"18", county}, {"SE", country}, {"x", {"x", PlaceKind::city, "gone", {}}}};
}

std::vector<std::string> codes(const std::vector<Place>& line) {
  std::vector<std::string> found;
  for (const auto& place : line) found.push_back(place.code);
  return found;
}

Indicator rate() {
  auto indicator = testing::share();
  indicator.stands_in = true;
  return indicator;
}

std::string found(const Indicator& indicator, const std::vector<Fact>& facts) {
  const auto line = lineage(places(), "1881");
  const auto figure = figure_or_stand_in(line, indicator, facts);
  if (!figure) return "unknown";
  return figure->of.code + (figure->stands_in ? " stands in" : "") + " " + std::to_string(*figure->fact.value);
}

TEST(Lineage, goes_from_the_place_to_the_country) {
  EXPECT_THAT(codes(lineage(places(), "1881")), ElementsAre("1881", "18", "SE"));
  EXPECT_THAT(codes(lineage(places(), "SE")), ElementsAre("SE"));
  EXPECT_THAT(codes(lineage(places(), "x")), ElementsAre("x"));
  EXPECT_THAT(codes(lineage(places(), "nobody")), IsEmpty());
}

TEST(Lineage, ends_where_it_would_go_round) {
  auto round = places();
  round["SE"].parent = "1881";
  EXPECT_THAT(codes(lineage(round, "18")), ElementsAre("18", "SE", "1881"));
}

TEST(StandInTest, the_places_own_figure_goes_first) {
  EXPECT_EQ(found(rate(), {testing::fact(3, "2024", "share", "SE"), testing::fact(1, "2024", "share")}),
            "1881 1.000000");
}

TEST(StandInTest, then_the_countys_then_the_countrys) {
  const auto country = testing::fact(3, "2024", "share", "SE");
  EXPECT_EQ(found(rate(), {country, testing::fact(2, "2024", "share", "18")}), "18 stands in 2.000000");
  EXPECT_EQ(found(rate(), {country}), "SE stands in 3.000000");
  EXPECT_EQ(found(rate(), {country, testing::fact(std::nullopt, "2024", "share")}), "SE stands in 3.000000");
}

TEST(StandInTest, a_count_of_a_larger_place_says_nothing_of_a_smaller_one) {
  const auto county = testing::fact(308000, "2024", "population", "18");
  EXPECT_EQ(found(testing::population(), {county}), "unknown");
  EXPECT_EQ(found(testing::population(), {county, testing::fact(22354)}), "1881 22354.000000");
}

TEST(StandInTest, unknown_stays_unknown) {
  EXPECT_EQ(found(rate(), {}), "unknown");
  EXPECT_EQ(found(rate(), {testing::fact(0, "2024", "population")}), "unknown");
  EXPECT_EQ(found(rate(), {testing::fact(0, "2024", "share")}), "1881 0.000000");
  EXPECT_FALSE(figure_or_stand_in({}, rate(), std::vector<Fact>{testing::fact(1, "2024", "share")}));
}

}  // namespace
}  // namespace smartmove::places
