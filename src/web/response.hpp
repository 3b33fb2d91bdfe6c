#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace smartmove::web {

/// A body that was compressed when the program was built; the bytes live as long as the program.
struct Precompressed {
  std::string_view gzip{};
  std::string_view brotli{};
};

/// What a handler answers. The server adds Date, Content-Length, ETag, security headers, and compresses.
struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< further ones, e.g. Location
  std::vector<std::string> tags;             ///< what it was made from; a Change of one drops it from the page cache
  Precompressed precompressed{};             ///< empty: the server compresses what is worth it
  std::optional<base::Instant> fresh_until;  ///< cached no longer than this (schedules); empty: until dropped
};

Response html(std::string body);
Response json(const boost::json::value& value, int status = 200);
Response xml(std::string body, std::string content_type = "application/xml; charset=utf-8");
Response text(std::string body);
Response redirect(std::string location, int status = 303);  ///< location begins with a single `/` or is absolute https

}  // namespace smartmove::web
