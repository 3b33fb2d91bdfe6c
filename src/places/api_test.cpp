#include "places/api.hpp"

#include "places/fact_store.hpp"
#include "places/testing.hpp"

namespace smartmove::places {
namespace {

using content::testing::must;
using ::testing::ElementsAre;

class PlacesApiTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    must(database().write([](storage::Session& session) -> base::Result<> {
      FactStore store(session);
      TRY(store.put_place(testing::kumla()));
      TRY(store.put_place(testing::county()));
      TRY(store.put_indicator(testing::population()));
      TRY(store.put_fact(testing::fact(22354.5)));
      TRY(store.put_fact(testing::fact(std::nullopt, "2023", "population", "18")));
      return {};
    }));
  }
  // Calls the operation that has this path.
  base::Result<web::Response> call(const std::string& path, web::Request request = {}) {
    for (const auto& operation : api_operations(database())) {
      if (operation.path == path) return operation.handler(request);
    }
    throw std::logic_error("no operation at " + path);
  }
  boost::json::value answer(const std::string& path, web::Request request = {}) {
    const auto response = must(call(path, std::move(request)));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "application/json");
    return boost::json::parse(response.body);
  }
  base::Result<web::Response> facts(std::vector<std::pair<std::string, std::string>> query) {
    web::Request request;
    request.query = std::move(query);
    return call("/api/v1/facts", request);
  }
  static web::Request of_place(const std::string& code) {
    web::Request request;
    request.parameters["code"] = code;
    return request;
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PlacesApiTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PlacesApiTest, lists_places_and_indicators) {
  const auto places = answer("/api/v1/places");
  EXPECT_EQ(places.at("places").as_array().size(), 2u);
  EXPECT_EQ(places.at("places").at(0).at("code"), "18");
  EXPECT_EQ(places.at("places").at(1).at("names").at("sv"), "Kumla");
  EXPECT_EQ(answer("/api/v1/indicators").at("indicators").at(0).at("unit"), "persons");
}

TEST_P(PlacesApiTest, gives_one_place_or_says_where_the_list_is) {
  EXPECT_EQ(answer("/api/v1/places/{code}", of_place("1881")).at("parent"), "18");
  const auto unknown = call("/api/v1/places/{code}", of_place("9999"));
  EXPECT_EQ(unknown.error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(unknown.error().message, "There is no place with the code \"9999\". /api/v1/places lists them.");
  EXPECT_EQ(call("/api/v1/places/{code}", of_place("' OR 1=1 --")).error().kind, base::ErrorKind::not_found);
}

TEST_P(PlacesApiTest, gives_facts_with_unit_and_source) {
  const auto listing = boost::json::parse(must(facts({{"place", "1881"}, {"indicator", "population"}})).body);
  EXPECT_EQ(listing, must(base::parse_json(R"({"facts": [{"place": "1881", "indicator": "population", "period": "2024",
      "value": 22354.5, "unit": "persons", "source_name": "SCB", "source_url": "https://www.scb.se/x", "licence": "CC0",
      "retrieved": "2026-03-01"}], "total": 1, "next": null})",
                                           "expected")));
  const auto all = boost::json::parse(must(facts({{"indicator", "population"}})).body);
  EXPECT_EQ(all.at("facts").as_array().size(), 2u);
  EXPECT_TRUE(all.at("facts").at(0).at("value").is_null());
  EXPECT_EQ(boost::json::parse(must(facts({{"place", "18"}})).body).at("facts").as_array().size(), 1u);
}

TEST_P(PlacesApiTest, writes_what_it_has_as_csv_and_as_json_stat) {
  const auto csv = must(facts({{"place", "1881"}, {"format", "csv"}}));
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(csv.body,
            "place_code,indicator,value,unit,period,source_name,source_url,licence,retrieved\n"
            "1881,population,22354.5,persons,2024,SCB,https://www.scb.se/x,CC0,2026-03-01\n");
  const auto stat = must(facts({{"indicator", "population"}, {"format", "json-stat"}}));
  EXPECT_THAT(stat.content_type, ::testing::StartsWith("application/json"));
  EXPECT_EQ(boost::json::parse(stat.body).at("size").at(0), 2);
  const auto as = [&](const std::string& path, const std::string& format) {
    web::Request request;
    request.query = {{"format", format}};
    return must(call(path, request)).body;
  };
  EXPECT_THAT(as("/api/v1/places", "csv"), ::testing::HasSubstr("1881,municipality,18,,,Kumla,Kumla\n"));
  EXPECT_EQ(boost::json::parse(as("/api/v1/places", "json-stat")).at("class"), "dimension");
  EXPECT_THAT(as("/api/v1/indicators", "csv"), ::testing::HasSubstr("population,persons,neither"));
  EXPECT_EQ(boost::json::parse(as("/api/v1/indicators", "json-stat")).at("class"), "dimension");
  EXPECT_EQ(as("/api/v1/sources", "csv"),
            "name,url,licence,figures,retrieved\nSCB,https://www.scb.se/x,CC0,2,2026-03-01\n");
}

TEST_P(PlacesApiTest, gives_a_list_a_page_at_a_time) {
  web::Request request;
  request.path = "/api/v1/places";
  request.query = {{"limit", "1"}, {"format", "json"}};
  const auto first = must(call("/api/v1/places", request));
  const auto listing = boost::json::parse(first.body);
  EXPECT_EQ(listing.at("places").as_array().size(), 1u);
  EXPECT_EQ(listing.at("total"), 2);
  EXPECT_EQ(listing.at("next"), "/api/v1/places?format=json&offset=1&limit=1");
  EXPECT_THAT(first.headers, ::testing::Contains(std::pair<std::string, std::string>(
                                 "Link", "</api/v1/places?format=json&offset=1&limit=1>; rel=\"next\"")));
  request.query = {{"offset", "1"}, {"limit", "1"}};
  const auto last = boost::json::parse(must(call("/api/v1/places", request)).body);
  EXPECT_EQ(last.at("places").at(0).at("code"), "1881");
  EXPECT_TRUE(last.at("next").is_null());
  request.query = {{"offset", "4000000000"}};
  EXPECT_EQ(boost::json::parse(must(call("/api/v1/places", request)).body).at("places").as_array().size(), 0u);
  EXPECT_TRUE(must(call("/api/v1/sources")).headers.empty());
}

TEST_P(PlacesApiTest, tells_where_figures_come_from) {
  const auto listing = answer("/api/v1/sources");
  EXPECT_EQ(listing, must(base::parse_json(R"({"sources": [{"name": "SCB", "url": "https://www.scb.se/x",
      "licence": "CC0", "figures": 2, "retrieved": "2026-03-01"}], "total": 1, "next": null})",
                                           "expected")));
}

TEST_P(PlacesApiTest, a_wrong_way_of_asking_is_named) {
  const auto wrong = [&](const std::string& path, std::vector<std::pair<std::string, std::string>> query) {
    web::Request request;
    request.query = std::move(query);
    const auto made = call(path, request);
    return made ? std::vector<std::string>{"nothing"} : content::testing::places_of(made.error().problems);
  };
  EXPECT_THAT(wrong("/api/v1/places", {{"format", "xml"}, {"language", "fi"}, {"offset", "-1"}, {"limit", "0"}}),
              ElementsAre("format", "language", "offset", "limit"));
  EXPECT_THAT(wrong("/api/v1/indicators", {{"limit", "10001"}}), ElementsAre("limit"));
  EXPECT_THAT(wrong("/api/v1/sources", {{"format", "json-stat"}}), ElementsAre("format"));
  EXPECT_THAT(wrong("/api/v1/facts", {{"place", "9999"}, {"format", ""}, {"limit", "1e3"}}),
              ElementsAre("place", "format", "limit"));
}

TEST_P(PlacesApiTest, lists_every_bad_parameter) {
  EXPECT_EQ(content::testing::problems_of(facts({}).error()),
            "place: found neither place nor indicator, expected a place, an indicator or both\n");
  const auto both = facts({{"place", "9999"}, {"indicator", "bears"}});
  EXPECT_EQ(both.error().kind, base::ErrorKind::invalid);
  EXPECT_EQ(content::testing::problems_of(both.error()),
            "place: found \"9999\", expected the code of a place in /api/v1/places\n"
            "indicator: found \"bears\", expected the code of an indicator in /api/v1/indicators\n");
}

TEST_P(PlacesApiTest, answers_are_dropped_when_what_they_hold_changes) {
  EXPECT_THAT(must(call("/api/v1/places")).tags, ElementsAre("places"));
  EXPECT_THAT(must(call("/api/v1/indicators")).tags, ElementsAre("indicators"));
  EXPECT_THAT(must(call("/api/v1/sources")).tags, ElementsAre("facts"));
  EXPECT_THAT(must(facts({{"place", "18"}})).tags, ElementsAre("places", "indicators", "facts"));
}

TEST_P(PlacesApiTest, has_a_schema_for_every_answer) {
  for (const auto& operation : api_operations(database())) {
    EXPECT_EQ(operation.response.at("type"), "object") << operation.path;
    EXPECT_EQ(operation.response.at("required").as_array().size(),
              operation.response.at("properties").as_object().size())
        << operation.path;
    EXPECT_FALSE(operation.summary.empty());
  }
}

}  // namespace
}  // namespace smartmove::places
