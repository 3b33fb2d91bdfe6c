#include "fetch/client.hpp"

#include <boost/url.hpp>
#include <fmt/format.h>
#include <mutex>

#include "fetch/transfer.hpp"

namespace smartmove::fetch {
namespace {

namespace urls = boost::urls;
using base::ErrorKind;
using std::chrono::steady_clock;

bool is_allowed(const urls::url& url, const std::set<std::string>& allowed) {
  const std::string host = url.host_address();
  const std::string port(url.port());
  return allowed.contains(host) || (!port.empty() && allowed.contains(host + ":" + port));
}

/// The address, if it may be asked at all.
base::Result<urls::url> check_url(const std::string& text, const ClientSettings& settings) {
  const auto parsed = urls::parse_uri(text);
  if (!parsed || parsed->host().empty() || parsed->has_userinfo()) {
    return base::fail(ErrorKind::invalid, fmt::format("\"{}\" is no address that can be fetched.", text));
  }
  urls::url url(*parsed);
  if (url.scheme() == "https" || (url.scheme() == "http" && is_allowed(url, settings.allowed_hosts))) return url;
  return base::fail(ErrorKind::forbidden, fmt::format("{} is not fetched: only https:// is.", text));
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool same_origin(const urls::url& a, const urls::url& b) {
  return a.scheme() == b.scheme() && a.encoded_host_and_port() == b.encoded_host_and_port();
}

/// What is asked of the place that a redirect names (RFC 9110, 15.4). Secrets stay with the host they were meant for.
Request redirected(Request request, int status, const urls::url& from, const urls::url& to) {
  const bool to_get = status == 303 || ((status == 301 || status == 302) && request.method == Method::post);
  if (to_get && request.method != Method::head) {
    request.method = Method::get;
    request.body.clear();
  }
  if (!same_origin(from, to)) {
    std::erase_if(request.headers, [](const auto& header) {
      const auto name = lower(header.first);
      return name == "authorization" || name == "cookie";
    });
  }
  request.url = std::string(to.buffer());
  return request;
}

base::Result<urls::url> target_of(const urls::url& from, std::string_view location) {
  const auto reference = urls::parse_uri_reference(location);
  urls::url to;
  if (!reference || !urls::resolve(from, *reference, to)) {
    return base::fail(ErrorKind::unavailable, fmt::format("{} redirects to no address.", std::string(from.buffer())));
  }
  return to;
}

}  // namespace

/// Idle curl handles: each keeps its connections.
class Client::Handles {
 public:
  Handle take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return make_handle();
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }
  void give_back(Handle handle) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < most_idle) idle_.push_back(std::move(handle));
  }

 private:
  static constexpr std::size_t most_idle = 8;
  std::mutex mutex_;
  std::vector<Handle> idle_;
};

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Client::Client(ClientSettings settings) : settings_(std::move(settings)), handles_(std::make_unique<Handles>()) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

base::Result<Response> Client::send(const Request& first) const {
  const auto deadline = steady_clock::now() + settings_.total_timeout;
  auto request = first;
  auto url = TRY(check_url(request.url, settings_));
  for (int redirects = 0;; ++redirects) {
    auto handle = handles_->take();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now());
    auto response = transfer(handle, request, settings_, left, is_allowed(url, settings_.allowed_hosts));
    handles_->give_back(std::move(handle));
    if (!response) return base::fail(std::move(response).error());
    const auto location = response->header("location");
    if (!is_redirect(response->status) || !location) return response;
    if (redirects == settings_.max_redirects) {
      return base::fail(ErrorKind::unavailable,
                        fmt::format("{} redirects more than {} times.", first.url, settings_.max_redirects));
    }
    const auto to = TRY(target_of(url, *location));
    const auto checked = TRY(check_url(std::string(to.buffer()), settings_));
    request = redirected(std::move(request), response->status, url, checked);
    url = checked;
  }
}

}  // namespace smartmove::fetch
