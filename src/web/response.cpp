#include "web/response.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/json_reader.hpp"

namespace smartmove::web {
namespace {

bool is_safe_location(const std::string& location) {
  if (std::ranges::any_of(location, [](unsigned char c) { return c <= 0x20 || c == 0x7f || c == '\\'; })) return false;
  if (location.starts_with("https://")) return location.size() > 8;
  return location.starts_with('/') && !location.starts_with("//");
}

}  // namespace

Response html(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

Response json(const boost::json::value& value, int status) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = base::compact_json(value);
  response.body += '\n';
  return response;
}

Response xml(std::string body, std::string content_type) {
  Response response;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  return response;
}

Response text(std::string body) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

Response redirect(std::string location, int status) {
  if (!is_safe_location(location)) {
    throw std::logic_error("redirect to `" + location + "`: a location begins with a single / or with https://.");
  }
  Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

}  // namespace smartmove::web
