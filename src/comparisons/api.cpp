#include "comparisons/api.hpp"

#include "comparisons/duel.hpp"

namespace smartmove::comparisons {
namespace {

base::Result<> check_places(storage::Session& session, const std::string& here, const std::string& there) {
  places::FactStore store(session);
  std::vector<base::Problem> problems;
  for (const auto& [name, code] : {std::pair("here", &here), std::pair("there", &there)}) {
    if (!TRY(store.place(*code))) {
      problems.push_back({name, "\"" + *code + "\"", "the code of a place in /api/v1/places"});
    }
  }
  if (problems.empty() && here == there)
    problems.push_back({"there", "the place itself", "another place than \"here\""});
  if (problems.empty()) return {};
  return base::fail({base::ErrorKind::invalid, "These places cannot be compared.", {}, std::move(problems)});
}

base::Result<web::Response> compare(storage::Session& session, const web::Request& request) {
  const auto here = request.query_value("here").value_or("");
  const auto there = request.query_value("there").value_or("");
  TRY(check_places(session, here, there));
  auto response = web::json(base::to_json(TRY(duel_of(session, here, there))));
  response.tags = {"places", "indicators", "facts"};
  return response;
}

}  // namespace

std::vector<web::ApiOperation> api_operations(storage::Database& database) {
  return {
      {"/api/v1/comparisons",
       "Two places by every indicator of which more or less is better, and who comes off better in each; a value of "
       "null is not known",
       {{"here", "query", "The code of the one place", true, "1881"},
        {"there", "query", "The code of the other", true, "0180"}},
       base::json_answer_schema<Duel>(),
       [&database](const web::Request& request) {
         return database.read([&](storage::Session& session) { return compare(session, request); });
       }}};
}

}  // namespace smartmove::comparisons
