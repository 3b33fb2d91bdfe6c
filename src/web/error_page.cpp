#include "web/error_page.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <exception>
#include <utility>

#include "base/log.hpp"
#include "base/text.hpp"

namespace smartmove::web {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::array<std::pair<int, std::string_view>, 33> phrases{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

/// What may be told: never the cause, and of our own faults only where to ask.
Error for_outside(const Error& error, const Request& request) {
  Error outside = error;
  outside.cause.clear();
  if (error.kind == ErrorKind::internal) {
    outside.message = "Something went wrong at our end. It has been noted as " + request.id + ".";
    outside.problems.clear();
  }
  return outside;
}

Response problem_json(const Error& error, const Request& request, int status) {
  boost::json::object body{{"type", "about:blank"},
                           {"title", reason_phrase(status)},
                           {"status", status},
                           {"detail", error.message},
                           {"instance", request.target}};
  if (!error.problems.empty()) {
    boost::json::array errors;
    for (const auto& [where, found, expected] : error.problems) {
      errors.push_back(boost::json::object{{"where", where}, {"found", found}, {"expected", expected}});
    }
    body["errors"] = std::move(errors);
  }
  if (!request.id.empty() && status >= 500) body["request"] = request.id;
  auto response = json(body, status);
  response.content_type = "application/problem+json";
  return response;
}

Response fragment(const Error& error) {
  std::string body = "<div class=\"error\" role=\"alert\">\n<p>" + base::escape_html(error.message) + "</p>\n";
  if (!error.problems.empty()) {
    body += "<ul>\n";
    for (const auto& [where, found, expected] : error.problems) {
      body += "<li>" + base::escape_html(where) + ": " + base::escape_html(expected) + "</li>\n";
    }
    body += "</ul>\n";
  }
  return html(body + "</div>\n");
}

Response plain_page(const Error& error, int status) {
  const auto title = base::escape_html(reason_phrase(status));
  return html("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + title +
              "</title></head>\n<body><main><h1>" + title + "</h1>\n<p>" + base::escape_html(error.message) +
              "</p></main></body>\n</html>\n");
}

Response page_or_plain(const Error& error, const Request& request, const ErrorPage& page, int status) {
  try {
    if (page) return page(error, request);
  } catch (const std::exception& broken) {
    base::log(spdlog::level::err, "error_page_failed", {{"request", request.id}, {"cause", broken.what()}});
  }
  return plain_page(error, status);
}

void log_fault(const Error& error, const Request& request, int status) {
  const auto level = error.kind == ErrorKind::internal ? spdlog::level::err : spdlog::level::warn;
  base::log(level, "request_failed",
            {{"request", request.id},
             {"method", to_string(request.method)},
             {"path", request.path},
             {"status", status},
             {"message", error.message},
             {"cause", error.cause}});
}

}  // namespace

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return 400;
    case ErrorKind::not_found: return 404;
    case ErrorKind::gone: return 410;
    case ErrorKind::forbidden: return 403;
    case ErrorKind::conflict: return 409;
    case ErrorKind::too_large: return 413;
    case ErrorKind::rate_limited: return 429;
    case ErrorKind::unavailable: return 503;
    case ErrorKind::internal: return 500;
  }
  return 500;
}

std::string_view reason_phrase(int status) {
  for (const auto& [number, phrase] : phrases) {
    if (number == status) return phrase;
  }
  return "Unknown";
}

Response error_response(const Error& error, const Request& request, const ErrorPage& page, int status) {
  if (status == 0) status = status_of(error.kind);
  if (error.kind == ErrorKind::internal || error.kind == ErrorKind::unavailable) log_fault(error, request, status);
  const auto outside = for_outside(error, request);
  auto response = request.wants_json()       ? problem_json(outside, request, status)
                  : request.wants_fragment() ? fragment(outside)
                                             : page_or_plain(outside, request, page, status);
  response.status = status;
  if (status == 503 || status == 429) response.headers.emplace_back("Retry-After", "10");
  if (status == 405 && !error.cause.empty()) response.headers.emplace_back("Allow", error.cause);
  return response;
}

}  // namespace smartmove::web
