#include "sources/web.hpp"

#include <boost/url.hpp>
#include <fmt/format.h>

#include "base/text.hpp"

namespace smartmove::sources {

Web::Web(std::string base, fetch::ClientSettings settings, fetch::Patience patience, fetch::Wait wait, Validators known)
    : base_(std::move(base)), client_(std::move(settings), patience, std::move(wait)), known_(std::move(known)) {
  while (base_.ends_with('/')) base_.pop_back();
}

std::string Web::url(const std::string& path) const { return path.starts_with('/') ? base_ + path : path; }

base::Result<std::string> Web::get(const std::string& path) {
  return TRY(client_.send({fetch::Method::get, url(path), {{"Accept", "application/json"}}})).body;
}

base::Result<Web::Answer> Web::get_if_modified(const std::string& path) {
  fetch::Request request{fetch::Method::get, url(path)};
  const auto known = known_.find(request.url);
  if (known != known_.end()) {
    if (!known->second.etag.empty()) request.headers.emplace_back("If-None-Match", known->second.etag);
    if (!known->second.last_modified.empty()) {
      request.headers.emplace_back("If-Modified-Since", known->second.last_modified);
    }
  }
  auto response = TRY(client_.send(request));
  const bool not_modified = response.status == 304;
  if (not_modified && known == known_.end()) {
    return base::fail(base::ErrorKind::unavailable, fmt::format("{} answers 304, unasked.", request.url));
  }
  if (not_modified) {
    seen_[request.url] = known->second;
  } else {
    const Validator validator{std::string(response.header("etag").value_or("")),
                              std::string(response.header("last-modified").value_or(""))};
    if (base::is_valid_utf8(validator.etag + validator.last_modified) && validator != Validator{}) {
      seen_[request.url] = validator;
    }
  }
  return Answer{std::move(response.body), not_modified};
}

base::Result<std::string> Web::post_json(const std::string& path, std::string body) {
  return TRY(client_.send({fetch::Method::post, url(path), {{"Content-Type", "application/json"}}, std::move(body)}))
      .body;
}

base::Result<std::string> Web::at_same_host(const std::string& next) const {
  const auto own = boost::urls::parse_uri(base_);
  const auto named = boost::urls::parse_uri_reference(next);
  boost::urls::url resolved;
  if (!own || !named || !boost::urls::resolve(*own, *named, resolved)) {
    return base::fail(base::ErrorKind::invalid, fmt::format("{} is no address of a next page.", base::quote(next)));
  }
  resolved.set_scheme(own->scheme());
  resolved.set_encoded_authority(own->encoded_authority());
  return std::string(resolved.buffer());
}

}  // namespace smartmove::sources
