#include "places/api.hpp"

#include <fmt/format.h>

#include "places/fact_csv.hpp"
#include "places/fact_store.hpp"
#include "places/json_stat.hpp"
#include "places/list_csv.hpp"
#include "places/output.hpp"

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

// A page of a list: how many there are in all, and the address of the next page or null.
struct PlaceListing {
  std::vector<Place> places;
  std::int64_t total = 0;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(PlaceListing, (), (places, total, next))

struct IndicatorListing {
  std::vector<Indicator> indicators;
  std::int64_t total = 0;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(IndicatorListing, (), (indicators, total, next))

struct FactListing {
  std::vector<ApiFact> facts;
  std::int64_t total = 0;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(FactListing, (), (facts, total, next))

struct SourceListing {
  std::vector<Source> sources;
  std::int64_t total = 0;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SourceListing, (), (sources, total, next))

web::Response tagged(web::Response response, std::vector<std::string> tags) {
  response.tags = std::move(tags);
  return response;
}

web::Response json_answer(const boost::json::value& value, const std::optional<std::string>& next) {
  auto response = web::json(value);
  link_next(response, next);
  return response;
}

base::Result<> refuse(std::vector<base::Problem> problems, const char* message) {
  if (problems.empty()) return {};
  return base::fail({base::ErrorKind::invalid, message, {}, std::move(problems)});
}

// How a list that has no subject is to be given.
base::Result<Output> list_output(storage::Session& session, const web::Request& request) {
  std::vector<base::Problem> problems;
  auto output = TRY(read_output(session, request, problems));
  TRY(refuse(std::move(problems), "This list cannot be given so."));
  return output;
}

base::Result<web::Response> list_places(storage::Session& session, const web::Request& request) {
  const auto output = TRY(list_output(session, request));
  auto [places, total, next] = slice_of(TRY(FactStore(session).places()), request, output);
  if (output.format == Format::csv) return tagged(csv_answer(places_to_csv(places), next), {"places"});
  if (output.format == Format::json_stat) {
    return tagged(json_stat_answer(places_to_json_stat(places, output.language), next), {"places"});
  }
  const PlaceListing listing{std::move(places), total, next};
  return tagged(json_answer(base::to_json(listing), next), {"places"});
}

base::Result<web::Response> one_place(storage::Session& session, const web::Request& request) {
  const auto& code = request.parameters.find("code")->second;
  const auto place = TRY(FactStore(session).place(code));
  if (!place) {
    return base::fail(base::ErrorKind::not_found,
                      fmt::format("There is no place with the code \"{}\". /api/v1/places lists them.", code));
  }
  return tagged(web::json(base::to_json(*place)), {"places"});
}

base::Result<web::Response> list_indicators(storage::Session& session, const web::Request& request) {
  const auto output = TRY(list_output(session, request));
  auto [indicators, total, next] = slice_of(TRY(FactStore(session).indicators()), request, output);
  if (output.format == Format::csv) return tagged(csv_answer(indicators_to_csv(indicators), next), {"indicators"});
  if (output.format == Format::json_stat) {
    return tagged(json_stat_answer(indicators_to_json_stat(indicators, output.language), next), {"indicators"});
  }
  const IndicatorListing listing{std::move(indicators), total, next};
  return tagged(json_answer(base::to_json(listing), next), {"indicators"});
}

base::Result<web::Response> list_sources(storage::Session& session, const web::Request& request) {
  const auto output = TRY(list_output(session, request));
  if (output.format == Format::json_stat) {
    TRY(refuse({{"format", "\"json-stat\"", "json or csv: sources are no statistics"}},
               "This list cannot be given so."));
  }
  auto [sources, total, next] = slice_of(TRY(FactStore(session).sources()), request, output);
  if (output.format == Format::csv) return tagged(csv_answer(sources_to_csv(sources), next), {"facts"});
  const SourceListing listing{std::move(sources), total, next};
  return tagged(json_answer(base::to_json(listing), next), {"facts"});
}

base::Result<> check_names(FactStore& store, const std::string& place, const std::string& indicator,
                           std::vector<base::Problem>& problems) {
  if (place.empty() && indicator.empty()) {
    problems.push_back({"place", "neither place nor indicator", "a place, an indicator or both"});
  }
  if (!place.empty() && !TRY(store.place(place))) {
    problems.push_back({"place", "\"" + place + "\"", "the code of a place in /api/v1/places"});
  }
  if (!indicator.empty() && !TRY(store.indicator(indicator))) {
    problems.push_back({"indicator", "\"" + indicator + "\"", "the code of an indicator in /api/v1/indicators"});
  }
  return {};
}

template <class T>
std::map<std::string, T> by_code(std::vector<T> all) {
  std::map<std::string, T> made;
  for (auto& each : all) {
    const auto code = each.code;
    made.emplace(code, std::move(each));
  }
  return made;
}

base::Result<web::Response> list_facts(storage::Session& session, const web::Request& request) {
  FactStore store(session);
  const auto place = request.query_value("place").value_or("");
  const auto indicator = request.query_value("indicator").value_or("");
  std::vector<base::Problem> problems;
  TRY(check_names(store, place, indicator, problems));
  const auto output = TRY(read_output(session, request, problems));
  TRY(refuse(std::move(problems), "These facts cannot be looked up."));
  const auto indicators = by_code(TRY(store.indicators()));
  const auto [facts, total, next] = slice_of(TRY(store.facts(place, indicator)), request, output);
  const std::vector<std::string> tags{"places", "indicators", "facts"};
  if (output.format == Format::csv) return tagged(csv_answer(facts_to_csv(facts, indicators), next), tags);
  if (output.format == Format::json_stat) {
    const auto places = by_code(TRY(store.places()));
    return tagged(json_stat_answer(facts_to_json_stat(facts, places, indicators, output.language), next), tags);
  }
  FactListing listing{{}, total, next};
  for (const auto& fact : facts) {
    listing.facts.push_back({fact.place, fact.indicator, fact.period, fact.value, indicators.at(fact.indicator).unit,
                             fact.source_name, fact.source_url, fact.licence, fact.retrieved});
  }
  return tagged(json_answer(base::to_json(listing), next), tags);
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
  const auto paged = output_parameters(Paging::paged);
  auto of_facts = paged;
  of_facts.insert(of_facts.begin(), {place, indicator});
  return {
      {"/api/v1/places", "Every place, also those that nothing is known about yet", paged,
       base::json_answer_schema<PlaceListing>(), reading(database, list_places), other_types()},
      {"/api/v1/places/{code}", "One place", {code}, base::json_answer_schema<Place>(), reading(database, one_place)},
      {"/api/v1/indicators", "Everything that is measured", paged, base::json_answer_schema<IndicatorListing>(),
       reading(database, list_indicators), other_types()},
      {"/api/v1/facts", "Figures with their sources; a value of null is not known", of_facts,
       base::json_answer_schema<FactListing>(), reading(database, list_facts), other_types()},
      {"/api/v1/sources",
       "Where figures come from: each source with its licence, how many it gave, and when last",
       paged,
       base::json_answer_schema<SourceListing>(),
       reading(database, list_sources),
       {other_types().front()}},
  };
}

}  // namespace smartmove::places
