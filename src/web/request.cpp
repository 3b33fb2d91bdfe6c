#include "web/request.hpp"

#include "web/negotiation.hpp"

namespace smartmove::web {

std::optional<std::string> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

bool Request::wants_json() const {
  if (path.starts_with("/api/")) return true;
  const auto accept = header("accept");
  if (!accept) return false;
  const double html = media_quality(*accept, "text/html");
  return media_quality(*accept, "application/json") > html || media_quality(*accept, "application/problem+json") > html;
}

bool Request::wants_fragment() const { return header("hx-request").has_value() || header("x-fragment").has_value(); }

std::string_view to_string(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
    case Method::options: return "OPTIONS";
  }
  return "GET";
}

std::optional<Method> method_of(std::string_view name) {
  for (const auto method :
       {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del, Method::options}) {
    if (to_string(method) == name) return method;
  }
  return std::nullopt;
}

}  // namespace smartmove::web
