#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smartmove::web {

enum class Method { get, head, post, put, patch, del, options };

std::string_view to_string(Method method);               ///< `GET`, `DELETE`, …
std::optional<Method> method_of(std::string_view name);  ///< of the exact name

/// One request as handlers see it: already checked, decoded, copied; lives as long as the handler runs.
struct Request {
  Method method = Method::get;
  std::string target;  ///< as sent: path and query
  std::string path;    ///< percent-decoded, valid UTF-8, begins with `/`, no dot segments
  std::vector<std::pair<std::string, std::string>> query;      ///< decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;    ///< names in lower case
  std::map<std::string, std::string, std::less<>> parameters;  ///< of the route's pattern: `/places/{code}`
  std::string body;
  std::string remote_address;  ///< the visitor's, as far as trusted proxies tell
  bool is_https = false;       ///< a trusted proxy says that the visitor's side is
  std::string id{};            ///< names this request in the log, and to the person where something went wrong

  /// The first value, if the name is there.
  std::optional<std::string> query_value(std::string_view name) const;
  /// The first value, if the header is there; `name` in lower case.
  std::optional<std::string_view> header(std::string_view name) const;
  bool wants_json() const;      ///< under /api/, or Accept prefers application/json or problem+json
  bool wants_fragment() const;  ///< asked by a partial update (`HX-Request` or `X-Fragment`)
};

}  // namespace smartmove::web
