#include "places/api.hpp"

#include <fmt/format.h>

#include "places/fact_store.hpp"

namespace smartmove::places {
namespace {

/// A fact as the API gives it.
struct ApiFact {
  std::string place;
  std::string indicator;
  std::string period;
  std::optional<double> value;  // null: not known
  std::string unit;
  std::string source_name;
  std::string source_url;
  std::string licence;
  base::Date retrieved;
};
BOOST_DESCRIBE_STRUCT(ApiFact, (), (place, indicator, period, value, unit, source_name, source_url, licence, retrieved))

struct PlaceListing {
  std::vector<Place> places;
};
BOOST_DESCRIBE_STRUCT(PlaceListing, (), (places))

struct IndicatorListing {
  std::vector<Indicator> indicators;
};
BOOST_DESCRIBE_STRUCT(IndicatorListing, (), (indicators))

struct FactListing {
  std::vector<ApiFact> facts;
};
BOOST_DESCRIBE_STRUCT(FactListing, (), (facts))

web::Response answer(boost::json::value value, std::vector<std::string> tags) {
  auto response = web::json(value);
  response.tags = std::move(tags);
  return response;
}

base::Result<web::Response> list_places(storage::Session& session, const web::Request&) {
  return answer(base::to_json(PlaceListing{TRY(FactStore(session).places())}), {"places"});
}

base::Result<web::Response> one_place(storage::Session& session, const web::Request& request) {
  const auto& code = request.parameters.find("code")->second;
  const auto place = TRY(FactStore(session).place(code));
  if (!place) {
    return base::fail(base::ErrorKind::not_found,
                      fmt::format("There is no place with the code \"{}\". /api/v1/places lists them.", code));
  }
  return answer(base::to_json(*place), {"places"});
}

base::Result<web::Response> list_indicators(storage::Session& session, const web::Request&) {
  return answer(base::to_json(IndicatorListing{TRY(FactStore(session).indicators())}), {"indicators"});
}

base::Result<> check_names(FactStore& store, const std::string& place, const std::string& indicator) {
  std::vector<base::Problem> problems;
  if (place.empty() && indicator.empty()) {
    problems.push_back({"place", "neither place nor indicator", "a place, an indicator or both"});
  }
  if (!place.empty() && !TRY(store.place(place))) {
    problems.push_back({"place", "\"" + place + "\"", "the code of a place in /api/v1/places"});
  }
  if (!indicator.empty() && !TRY(store.indicator(indicator))) {
    problems.push_back({"indicator", "\"" + indicator + "\"", "the code of an indicator in /api/v1/indicators"});
  }
  if (problems.empty()) return {};
  return base::fail({base::ErrorKind::invalid, "These facts cannot be looked up.", {}, std::move(problems)});
}

base::Result<web::Response> list_facts(storage::Session& session, const web::Request& request) {
  FactStore store(session);
  const auto place = request.query_value("place").value_or("");
  const auto indicator = request.query_value("indicator").value_or("");
  TRY(check_names(store, place, indicator));
  std::map<std::string, std::string> units;
  for (const auto& each : TRY(store.indicators())) units[each.code] = each.unit;
  FactListing listing;
  for (auto& fact : TRY(store.facts(place, indicator))) {
    listing.facts.push_back({fact.place, fact.indicator, fact.period, fact.value, units[fact.indicator],
                             fact.source_name, fact.source_url, fact.licence, fact.retrieved});
  }
  return answer(base::to_json(listing), {"places", "indicators", "facts"});
}

using Answer = base::Result<web::Response> (*)(storage::Session&, const web::Request&);

web::Handler reading(storage::Database& database, Answer answer) {
  return [&database, answer](const web::Request& request) {
    return database.read([&](storage::Session& session) { return answer(session, request); });
  };
}

}  // namespace

std::vector<web::ApiOperation> api_operations(storage::Database& database) {
  const web::ApiParameter code{"code", "path", "The place's code, e.g. its SCB code", true, "1881"};
  const web::ApiParameter place{"place", "query", "A place's code", false, "1881"};
  const web::ApiParameter indicator{"indicator", "query", "An indicator's code", false, "population"};
  return {
      {"/api/v1/places",
       "Every place there are facts about",
       {},
       base::json_answer_schema<PlaceListing>(),
       reading(database, list_places)},
      {"/api/v1/places/{code}", "One place", {code}, base::json_answer_schema<Place>(), reading(database, one_place)},
      {"/api/v1/indicators",
       "Everything that is measured",
       {},
       base::json_answer_schema<IndicatorListing>(),
       reading(database, list_indicators)},
      {"/api/v1/facts",
       "Figures with their sources; a value of null is not known",
       {place, indicator},
       base::json_answer_schema<FactListing>(),
       reading(database, list_facts)},
  };
}

}  // namespace smartmove::places
