#include "comparisons/api.hpp"

#include "comparisons/duel.hpp"
#include "places/json_stat.hpp"
#include "places/output.hpp"

namespace smartmove::comparisons {
namespace {

base::Result<> check_places(storage::Session& session, const std::string& here, const std::string& there,
                            std::vector<base::Problem>& problems) {
  places::FactStore store(session);
  for (const auto& [name, code] : {std::pair("here", &here), std::pair("there", &there)}) {
    if (!TRY(store.place(*code))) {
      problems.push_back({name, "\"" + *code + "\"", "the code of a place in /api/v1/places"});
    }
  }
  if (problems.empty() && here == there)
    problems.push_back({"there", "the place itself", "another place than \"here\""});
  return {};
}

base::Result<web::Response> as_json_stat(storage::Session& session, const Duel& duel, const std::string& language) {
  places::FactStore store(session);
  std::map<std::string, places::Place> places;
  for (const auto& code : {duel.here, duel.there}) places.emplace(code, TRY(store.place(code)).value());
  std::map<std::string, places::Indicator> indicators;
  for (auto& indicator : TRY(store.indicators())) indicators.emplace(indicator.code, indicator);
  return places::json_stat_answer(places::facts_to_json_stat(facts_of(duel), places, indicators, language));
}

base::Result<web::Response> written(storage::Session& session, const Duel& duel, const places::Output& output) {
  if (output.format == places::Format::csv) return places::csv_answer(duel_to_csv(duel));
  if (output.format == places::Format::json_stat) return as_json_stat(session, duel, output.language);
  return web::json(base::to_json(duel));
}

base::Result<web::Response> compare(storage::Session& session, const web::Request& request) {
  const auto here = request.query_value("here").value_or("");
  const auto there = request.query_value("there").value_or("");
  std::vector<base::Problem> problems;
  TRY(check_places(session, here, there, problems));
  const auto output = TRY(places::read_output(session, request, problems));
  if (!problems.empty()) {
    return base::fail({base::ErrorKind::invalid, "These places cannot be compared.", {}, std::move(problems)});
  }
  auto response = TRY(written(session, TRY(duel_of(session, here, there)), output));
  response.tags = {"places", "indicators", "facts"};
  return response;
}

}  // namespace

std::vector<web::ApiOperation> api_operations(storage::Database& database) {
  std::vector<web::ApiParameter> parameters{{"here", "query", "The code of the one place", true, "1881"},
                                            {"there", "query", "The code of the other", true, "0180"}};
  for (auto& parameter : places::output_parameters(places::Paging::none)) parameters.push_back(std::move(parameter));
  return {{"/api/v1/comparisons",
           "Two places by every indicator of which more or less is better, and who comes off better in each; a value "
           "of null is not known",
           std::move(parameters), base::json_answer_schema<Duel>(),
           [&database](const web::Request& request) {
             return database.read([&](storage::Session& session) { return compare(session, request); });
           },
           places::other_types()}};
}

}  // namespace smartmove::comparisons
