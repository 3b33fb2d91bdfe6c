#include "web/error_page.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>

namespace smartmove::web {
namespace {

using base::Error;
using base::ErrorKind;
using ::testing::HasSubstr;
using ::testing::Not;

Request request_for(std::string path, std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.path = path;
  request.target = std::move(path);
  request.headers = std::move(headers);
  request.id = "id-1";
  return request;
}

Response site_page(const Error& error, const Request&) { return html("<h1>site</h1>" + error.message + error.cause); }

TEST(ErrorResponse, EveryKindHasItsStatus) {
  const std::vector<std::pair<ErrorKind, int>> table{
      {ErrorKind::invalid, 400},      {ErrorKind::not_found, 404},   {ErrorKind::gone, 410},
      {ErrorKind::forbidden, 403},    {ErrorKind::conflict, 409},    {ErrorKind::too_large, 413},
      {ErrorKind::rate_limited, 429}, {ErrorKind::unavailable, 503}, {ErrorKind::internal, 500}};
  for (const auto& [kind, status] : table) {
    EXPECT_EQ(error_response({kind, "m"}, request_for("/a"), site_page).status, status);
    EXPECT_NE(reason_phrase(status), "Unknown");
  }
}

TEST(ErrorResponse, PageInTheSitesVoice) {
  const auto response = error_response({ErrorKind::not_found, "Not here.", "secret"}, request_for("/a"), site_page);
  EXPECT_EQ(response.body, "<h1>site</h1>Not here.");
}

TEST(ErrorResponse, ProblemJson) {
  const Error error{ErrorKind::invalid, "Wrong.", "secret", {{"place", "x", "a place code"}}};
  for (const auto& request : {request_for("/api/v1/facts"), request_for("/a", {{"accept", "application/json"}})}) {
    const auto response = error_response(error, request, site_page);
    EXPECT_EQ(response.content_type, "application/problem+json");
    const auto body = boost::json::parse(response.body).as_object();
    EXPECT_EQ(body.at("type"), "about:blank");
    EXPECT_EQ(body.at("title"), "Bad Request");
    EXPECT_EQ(body.at("status"), 400);
    EXPECT_EQ(body.at("detail"), "Wrong.");
    EXPECT_EQ(body.at("instance").as_string(), request.target);
    EXPECT_EQ(body.at("errors").as_array().at(0).at("expected"), "a place code");
    EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  }
}

TEST(ErrorResponse, FragmentIsEscaped) {
  const Error error{ErrorKind::conflict, "<b>", "", {{"title", "", "a & b"}}};
  const auto response = error_response(error, request_for("/a", {{"hx-request", "true"}}), site_page);
  EXPECT_THAT(response.body, HasSubstr("role=\"alert\""));
  EXPECT_THAT(response.body, HasSubstr("&lt;b&gt;"));
  EXPECT_THAT(response.body, HasSubstr("title: a &amp; b"));
  EXPECT_THAT(response.body, Not(HasSubstr("site")));
}

TEST(ErrorResponse, InternalErrorsTellOnlyTheirId) {
  const Error error{ErrorKind::internal, "table facts is broken", "stack", {{"a", "b", "c"}}};
  for (const auto* path : {"/a", "/api/v1/a"}) {
    const auto response = error_response(error, request_for(path), site_page);
    EXPECT_THAT(response.body, HasSubstr("id-1"));
    EXPECT_THAT(response.body, Not(HasSubstr("facts")));
    EXPECT_THAT(response.body, Not(HasSubstr("stack")));
    EXPECT_THAT(response.body, Not(HasSubstr("errors")));
  }
}

TEST(ErrorResponse, StandsInForABrokenPage) {
  const ErrorPage broken = [](const Error&, const Request&) -> Response { throw std::runtime_error("x"); };
  const auto response = error_response({ErrorKind::gone, "Was <here>."}, request_for("/a"), broken);
  EXPECT_EQ(response.status, 410);
  EXPECT_THAT(response.body, HasSubstr("Was &lt;here&gt;."));
  EXPECT_THAT(error_response({ErrorKind::gone, "x"}, request_for("/a"), nullptr).body, HasSubstr("<title>Gone"));
}

TEST(ErrorResponse, SaysWhenToComeAgainAndWhatIsAllowed) {
  using Header = std::pair<std::string, std::string>;
  EXPECT_THAT(error_response({ErrorKind::unavailable, "x"}, request_for("/a"), site_page).headers,
              ::testing::Contains(Header("Retry-After", "10")));
  EXPECT_THAT(error_response({ErrorKind::invalid, "x", "GET, HEAD"}, request_for("/a"), site_page, 405).headers,
              ::testing::Contains(Header("Allow", "GET, HEAD")));
}

}  // namespace
}  // namespace smartmove::web
