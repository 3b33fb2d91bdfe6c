#include "fetch/transfer.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <stdexcept>
#include <sys/socket.h>

#include "fetch/address.hpp"

namespace smartmove::fetch {
namespace {

using base::ErrorKind;

/// What the callbacks of one transfer share.
struct Exchange {
  Response response{};
  std::size_t max_bytes = 0;
  bool may_be_inside = false;
  bool too_large = false;
  std::string refused{};  ///< the address that was not connected to
};

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return text;
}

// The one place where a connection is made: whatever the name resolved to, this is the address.
curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(data);
  if (!exchange.may_be_inside && !is_public(address->addr)) {
    exchange.refused = to_string(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* data) {
  auto& headers = static_cast<Exchange*>(data)->response.headers;
  const std::string_view line(bytes, size * count);
  if (line.starts_with("HTTP/")) headers.clear();  // after 100 Continue comes another
  const auto colon = line.find(':');
  if (colon != std::string_view::npos && !line.starts_with("HTTP/")) {
    headers.emplace_back(lower(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
  }
  return size * count;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* data) {
  auto& exchange = *static_cast<Exchange*>(data);
  if (exchange.response.body.size() + size * count > exchange.max_bytes) {
    exchange.too_large = true;
    return 0;
  }
  exchange.response.body.append(bytes, size * count);
  return size * count;
}

List header_list(const Request& request) {
  curl_slist* list = nullptr;
  bool has_type = false;
  for (const auto& [name, value] : request.headers) {
    has_type = has_type || lower(name) == "content-type";
    // An empty value is `Name;` to curl: `Name:` would take the header out.
    list = curl_slist_append(list, (value.empty() ? name + ";" : name + ": " + value).c_str());
  }
  list = curl_slist_append(list, "Expect:");
  if (!has_type) list = curl_slist_append(list, "Content-Type:");  // curl's own guess would be a form
  return List(list);
}

void set_method(CURL* curl, const Request& request) {
  const auto with_body = [&] {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  };
  switch (request.method) {
    case Method::get: break;
    case Method::head: curl_easy_setopt(curl, CURLOPT_NOBODY, 1L); break;
    case Method::post: with_body(); break;
    case Method::put:
      with_body();
      curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "PUT");
      break;
    case Method::del: curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "DELETE"); break;
  }
}

void set_limits(CURL* curl, const ClientSettings& settings, std::chrono::milliseconds left) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_USERAGENT, settings.user_agent.c_str());
}

void set_callbacks(CURL* curl, Exchange& exchange) {
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
}

base::Failure failure(CURLcode code, const Exchange& exchange, const Request& request, const char* words) {
  const auto& url = request.url;
  if (exchange.too_large) {
    return base::fail(ErrorKind::too_large,
                      fmt::format("What {} answers is larger than {} bytes.", url, exchange.max_bytes));
  }
  if (!exchange.refused.empty()) {
    return base::fail(
        ErrorKind::forbidden,
        fmt::format("{} is not fetched: its address {} is not on the public internet.", url, exchange.refused));
  }
  const std::string cause = words[0] != '\0' ? words : curl_easy_strerror(code);
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return base::fail(ErrorKind::unavailable, fmt::format("{} did not answer in time.", url), cause);
  }
  return base::fail(ErrorKind::unavailable, fmt::format("{} could not be reached: {}.", url, cause), cause);
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

Handle make_handle() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);  // once, before any handle
  Handle handle(ready == CURLE_OK ? curl_easy_init() : nullptr);
  if (!handle) throw std::runtime_error("libcurl does not start");
  return handle;
}

base::Result<Response> transfer(Handle& handle, const Request& request, const ClientSettings& settings,
                                std::chrono::milliseconds left, bool may_be_inside) {
  if (left.count() <= 0) {
    return base::fail(ErrorKind::unavailable, fmt::format("{} did not answer in time.", request.url));
  }
  CURL* curl = handle.get();
  curl_easy_reset(curl);  // keeps its connections
  Exchange exchange;
  exchange.max_bytes = settings.max_bytes;
  exchange.may_be_inside = may_be_inside;
  std::array<char, CURL_ERROR_SIZE> words{};
  const auto headers = header_list(request);
  set_limits(curl, settings, left);
  set_callbacks(curl, exchange);
  set_method(curl, request);
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words.data());
  const auto code = curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  if (code != CURLE_OK) return failure(code, exchange, request, words.data());
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  exchange.response.status = static_cast<int>(status);
  exchange.response.url = request.url;
  return std::move(exchange.response);
}

}  // namespace smartmove::fetch
