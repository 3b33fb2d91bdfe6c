#include "comparisons/api.hpp"

#include "comparisons/testing.hpp"

namespace smartmove::comparisons {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

class ComparisonApiTest : public testing::ComparisonTest {
 protected:
  base::Result<web::Response> get(const std::string& here, const std::string& there,
                                  const std::string& format = "json") {
    web::Request request;
    request.path = "/api/v1/comparisons";
    request.query = {{"here", here}, {"there", there}, {"format", format}};
    return api_operations(database()).at(0).handler(request);
  }
  std::vector<std::string> wrong(const std::string& here, const std::string& there) {
    const auto made = get(here, there);
    return made ? std::vector<std::string>{"nothing"} : content::testing::places_of(made.error().problems);
  }
};
INSTANTIATE_TEST_SUITE_P(databases, ComparisonApiTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(ComparisonApiTest, gives_every_row_with_its_source_and_verdict) {
  const auto answer = testing::must(get("1881", "1480"));
  const auto duel = testing::must(base::parse_json(answer.body, "answer"));
  EXPECT_EQ(duel.at("score").at("here"), 1);
  EXPECT_EQ(duel.at("score").at("there"), 1);
  EXPECT_EQ(duel.at("score").at("unknown"), 1);
  const auto& rows = duel.at("rows").as_array();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].at("indicator"), "income");
  EXPECT_EQ(rows[0].at("verdict"), "there");
  EXPECT_EQ(rows[0].at("other_period"), true);
  EXPECT_EQ(rows[0].at("here").at("period"), "2023");
  EXPECT_EQ(rows[0].at("here").at("source_url"), "https://www.scb.se/x");
  EXPECT_EQ(rows[2].at("indicator"), "price_usd");
  EXPECT_TRUE(rows[2].at("here").at("value").is_null());
  EXPECT_TRUE(rows[2].at("here").at("retrieved").is_null());
  EXPECT_EQ(rows[2].at("verdict"), "unknown");
  EXPECT_THAT(answer.tags, Contains("facts"));
}

TEST_P(ComparisonApiTest, writes_it_as_csv_and_as_json_stat) {
  const auto csv = testing::must(get("1881", "1480", "csv"));
  EXPECT_THAT(csv.body, ::testing::StartsWith("indicator,unit,direction,here_place,here_value,here_period,"));
  EXPECT_THAT(csv.body, ::testing::HasSubstr("\nprice_usd,"));
  EXPECT_THAT(csv.body, ::testing::HasSubstr(",1881,,,,,,,1480,"));  // what is not known is empty, never zero
  EXPECT_THAT(csv.body, ::testing::HasSubstr(",unknown,false\n"));
  EXPECT_THAT(csv.tags, Contains("facts"));
  const auto stat = boost::json::parse(testing::must(get("1881", "1480", "json-stat")).body);
  EXPECT_EQ(stat.at("dimension").at("place").at("category").at("label").at("1480"), "Göteborg");
  EXPECT_EQ(stat.at("value").as_object().size(), 5u);
  EXPECT_FALSE(get("1881", "1480", "xml"));
}

TEST_P(ComparisonApiTest, says_which_place_is_wrong) {
  EXPECT_THAT(wrong("9", "8"), ElementsAre("here", "there"));
  EXPECT_THAT(wrong("1881", "kumla"), ElementsAre("there"));
  EXPECT_THAT(wrong("1881", "1881"), ElementsAre("there"));
  EXPECT_THAT(wrong("1881", "x"), ElementsAre("nothing"));
}

}  // namespace
}  // namespace smartmove::comparisons
