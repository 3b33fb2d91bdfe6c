#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "web/router.hpp"

namespace smartmove::web {

/// A parameter of a public API operation.
struct ApiParameter {
  std::string name;
  std::string in = "query";  ///< `query` or `path`
  std::string description;
  bool required = false;
  std::string example{};
};

/// One operation of the public JSON API: a route and what OpenAPI says of it.
struct ApiOperation {
  std::string path;  ///< `/api/v1/places/{code}`
  std::string summary;
  std::vector<ApiParameter> parameters;
  boost::json::object response;  ///< JSON Schema of the 200 answer: base::json_answer_schema<T>()
  Handler handler;
  std::vector<std::string> other_types{};  ///< media types of the same answer by another `format`
};

/// Routes for the operations: GET, kept by path and query. A query parameter that an operation does not have, one given
/// twice and a required one that is missing are `invalid`, named.
std::vector<Route> api_routes(const std::vector<ApiOperation>& operations);

/// The OpenAPI 3.1 document of the operations.
boost::json::object openapi_document(const std::vector<ApiOperation>& operations, const std::string& title,
                                     const std::string& version);

}  // namespace smartmove::web
