#include "web/api.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/json.hpp"

namespace smartmove::web {

namespace {

base::Result<> check_query(const Request& request, const std::vector<ApiParameter>& parameters) {
  std::vector<std::string_view> known;
  for (const auto& parameter : parameters) {
    if (parameter.in == "query") known.push_back(parameter.name);
  }
  std::vector<base::Problem> problems;
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : request.query) {
    const bool is_known = std::find(known.begin(), known.end(), name) != known.end();
    if (!is_known) {
      const auto names = known.empty() ? std::string("no parameter") : fmt::format("one of {}", fmt::join(known, ", "));
      problems.push_back({name, "an unknown parameter", names});
    } else if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      problems.push_back({name, "the parameter a second time", "it once"});
    }
    seen.push_back(name);
  }
  for (const auto& parameter : parameters) {
    if (!parameter.required || parameter.in != "query" || request.query_value(parameter.name)) continue;
    problems.push_back({parameter.name, "nothing", parameter.description});
  }
  if (problems.empty()) return {};
  return base::fail(
      {base::ErrorKind::invalid, "The query has parameters that cannot be used.", {}, std::move(problems)});
}

boost::json::object describe(const ApiParameter& parameter) {
  boost::json::object described{{"name", parameter.name},
                                {"in", parameter.in},
                                {"description", parameter.description},
                                {"required", parameter.required || parameter.in == "path"},
                                {"schema", boost::json::object{{"type", "string"}}}};
  if (!parameter.example.empty()) described.emplace("example", parameter.example);
  return described;
}

boost::json::object problem_schema() {
  const boost::json::object text{{"type", "string"}};
  boost::json::object error{{"type", "object"},
                            {"properties", boost::json::object{{"where", text}, {"found", text}, {"expected", text}}},
                            {"required", boost::json::array{"where", "found", "expected"}}};
  boost::json::object properties{
      {"type", text},   {"title", text},    {"status", boost::json::object{{"type", "integer"}}},
      {"detail", text}, {"instance", text}, {"errors", boost::json::object{{"type", "array"}, {"items", error}}}};
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", boost::json::array{"type", "title", "status", "detail", "instance"}}};
}

boost::json::object content(std::string_view type, boost::json::object schema) {
  return {{type, boost::json::object{{"schema", std::move(schema)}}}};
}

std::string_view kind_of(std::string_view media_type) {
  return media_type.find("json") != std::string_view::npos ? "object" : "string";
}

boost::json::object describe(const ApiOperation& operation) {
  boost::json::array parameters;
  for (const auto& parameter : operation.parameters) parameters.push_back(describe(parameter));
  auto contents = content("application/json", operation.response);
  for (const auto& type : operation.other_types) {
    contents.emplace(type, boost::json::object{{"schema", boost::json::object{{"type", kind_of(type)}}}});
  }
  boost::json::object responses{
      {"200", boost::json::object{{"description", operation.summary}, {"content", std::move(contents)}}},
      {"4XX",
       boost::json::object{{"description", "What is wrong (RFC 9457)"},
                           {"content", content("application/problem+json",
                                               boost::json::object{{"$ref", "#/components/schemas/Problem"}})}}}};
  return {{"summary", operation.summary}, {"parameters", std::move(parameters)}, {"responses", std::move(responses)}};
}

}  // namespace

std::vector<Route> api_routes(const std::vector<ApiOperation>& operations) {
  std::vector<Route> routes;
  for (const auto& operation : operations) {
    auto checked = [handler = operation.handler,
                    parameters = operation.parameters](const Request& request) -> base::Result<Response> {
      TRY(check_query(request, parameters));
      return handler(request);
    };
    routes.push_back({Method::get, operation.path, std::move(checked), Permission::anyone, Caching::query});
  }
  return routes;
}

boost::json::object openapi_document(const std::vector<ApiOperation>& operations, const std::string& title,
                                     const std::string& version) {
  boost::json::object paths;
  for (const auto& operation : operations) paths[operation.path] = boost::json::object{{"get", describe(operation)}};
  return {{"openapi", "3.1.0"},
          {"info", boost::json::object{{"title", title}, {"version", version}}},
          {"servers", boost::json::array{boost::json::object{{"url", "/"}}}},
          {"paths", std::move(paths)},
          {"components", boost::json::object{{"schemas", boost::json::object{{"Problem", problem_schema()}}}}}};
}

}  // namespace smartmove::web
