#include "places/json_stat.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "places/testing.hpp"

namespace smartmove::places {
namespace {

namespace json = boost::json;

std::map<std::string, Place> places() {
  auto kumla = testing::kumla();
  kumla.centroid = Centroid{59.1, 15.2};
  return {{"18", testing::county()}, {"1881", kumla}};
}
std::map<std::string, Indicator> indicators() {
  return {{"population", testing::population()}, {"share", testing::share()}};
}
json::object dataset(const std::vector<Fact>& facts) { return facts_to_json_stat(facts, places(), indicators(), "sv"); }

// What the cell of a place, an indicator and a period holds, as JSON-stat reads it.
json::value cell(const json::object& made, const char* member, const std::array<std::string, 3>& codes) {
  std::size_t position = 0;
  const std::array<const char*, 3> names{"place", "indicator", "period"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& index = made.at("dimension").at(names[i]).at("category").at("index").as_array();
    EXPECT_EQ(made.at("id").at(i), names[i]);
    EXPECT_EQ(made.at("size").at(i).to_number<std::size_t>(), index.size());
    const auto found = std::find(index.begin(), index.end(), json::value(codes[i]));
    EXPECT_NE(found, index.end()) << codes[i];
    position = position * index.size() + static_cast<std::size_t>(found - index.begin());
  }
  const auto* value = made.at(member).as_object().if_contains(std::to_string(position));
  return value ? *value : json::value("nothing");
}

TEST(JsonStatTest, every_fact_has_its_cell) {
  const auto made = dataset({testing::fact(1, "2018-2022", "population", "18"), testing::fact(2, "2024"),
                             testing::fact(3.5, "2023-06", "share"), testing::fact(std::nullopt, "2023", "share")});
  EXPECT_EQ(made.at("version"), "2.0");
  EXPECT_EQ(made.at("class"), "dataset");
  EXPECT_EQ(cell(made, "value", {"18", "population", "2018-2022"}), 1.0);
  EXPECT_EQ(cell(made, "value", {"1881", "population", "2024"}), 2.0);
  EXPECT_EQ(cell(made, "value", {"1881", "share", "2023-06"}), 3.5);
  EXPECT_TRUE(cell(made, "value", {"1881", "share", "2023"}).is_null());
  EXPECT_EQ(cell(made, "status", {"1881", "share", "2023"}), "unknown");
  EXPECT_EQ(cell(made, "value", {"18", "share", "2024"}), "nothing");
  EXPECT_EQ(made.at("value").as_object().size(), 4u);
  EXPECT_EQ(made.at("dimension").at("period").at("category").at("index"),
            (json::array{"2018-2022", "2023-06", "2023", "2024"}));
}

TEST(JsonStatTest, has_labels_units_and_coordinates) {
  const auto made = dataset({testing::fact(2), testing::fact(2, "2024", "population", "18")});
  const auto& place = made.at("dimension").at("place").at("category");
  EXPECT_EQ(place.at("label").at("18"), "Örebro län");
  EXPECT_EQ(place.at("coordinates").at("1881"), (json::array{15.2, 59.1}));
  EXPECT_EQ(place.at("child").at("18"), (json::array{"1881"}));
  const auto& indicator = made.at("dimension").at("indicator").at("category");
  EXPECT_EQ(indicator.at("label").at("population"), "Invånare");
  EXPECT_EQ(indicator.at("unit").at("population").at("label"), "persons");
  EXPECT_EQ(made.at("role").at("time"), (json::array{"period"}));
}

TEST(JsonStatTest, every_cell_says_who_says_so) {
  auto other = testing::fact(3, "2023");
  other.source_name = "Kommunen";
  other.licence = "licence not stated";
  other.retrieved = {2026, 5, 1};
  const auto made = dataset({other, testing::fact(2), testing::fact(4, "2022")});
  const auto& extension = made.at("extension");
  ASSERT_EQ(extension.at("sources").as_array().size(), 2u);
  EXPECT_EQ(extension.at("sources").at(0).at("licence"), "licence not stated");
  EXPECT_EQ(extension.at("source_of"), (json::object{{"1", 0}, {"2", 1}, {"0", 1}}));
  EXPECT_EQ(made.at("updated"), "2026-05-01");
}

TEST(JsonStatTest, of_nothing_is_sound) {
  const auto made = dataset({});
  EXPECT_EQ(made.at("size"), (json::array{0, 0, 0}));
  EXPECT_TRUE(made.at("value").as_object().empty());
  EXPECT_FALSE(made.contains("updated"));
}

TEST(JsonStatTest, lists_are_dimensions) {
  const auto made = places_to_json_stat({testing::county(), testing::kumla()}, "en");
  EXPECT_EQ(made.at("class"), "dimension");
  EXPECT_EQ(made.at("category").at("index"), (json::array{"18", "1881"}));
  EXPECT_EQ(made.at("category").at("label").at("18"), "Örebro County");
  EXPECT_FALSE(made.at("category").as_object().contains("coordinates"));
  const auto measured = indicators_to_json_stat({testing::share()}, "sv");
  EXPECT_EQ(measured.at("category").at("unit").at("share").at("decimals"), 1);
  EXPECT_EQ(measured.at("category").at("note").at("share").at(0), "Av alla.");
}

}  // namespace
}  // namespace smartmove::places
