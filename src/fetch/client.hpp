#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace smartmove::fetch {

enum class Method { get, head, post, put, del };

struct Request {
  Method method = Method::get;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};  ///< of POST and PUT
};

struct Response {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers{};  ///< of the last answer, names in lower case
  std::string body{};
  std::string url{};  ///< where it came from in the end

  std::optional<std::string_view> header(std::string_view name) const;  ///< the first value; `name` in lower case
};

struct ClientSettings {
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds total_timeout{30'000};  ///< of the whole, redirects included
  std::size_t max_bytes = 16u << 20;                ///< of an answer's body
  int max_redirects = 5;
  /// `host` or `host:port`: may have a private address and speak plain http.
  std::set<std::string> allowed_hosts{};
  std::string user_agent = "SmartMove/" SMARTMOVE_VERSION;
};

/// Blocking HTTP for worker threads; thread-safe, keeps connections open between requests. Any answer of the other
/// side, of whatever status, is a Response.
/// Errors: invalid (no address that can be asked), forbidden (not https, or an address that is not of the public
/// internet: looked at when the connection is made, so after the name was resolved, for each redirect anew), too_large,
/// unavailable (no answer: name, connection, certificate, time).
class Client {
 public:
  explicit Client(ClientSettings settings = {});
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  base::Result<Response> send(const Request& request) const;

 private:
  class Handles;
  ClientSettings settings_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace smartmove::fetch
