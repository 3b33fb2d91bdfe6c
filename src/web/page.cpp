#include "web/page.hpp"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <iterator>
#include <stdexcept>

#include "web/compression.hpp"
#include "web/error_page.hpp"

namespace smartmove::web {
namespace {

constexpr std::size_t max_surrogate_key_bytes = 4000;  // proxies in front refuse longer headers

constexpr std::string_view security_headers =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: strict-origin-when-cross-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

bool is_safe(std::string_view text) {
  return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

void check_headers(const Response& response, Caching caching) {
  for (const auto& [name, value] : response.headers) {
    if (!is_safe(name) || !is_safe(value) || name.find_first_of(": ") != std::string::npos || name.empty()) {
      throw std::logic_error("the answer's header `" + name + "` holds characters that no header may have.");
    }
    if (caching != Caching::none && equals_ignoring_case(name, "set-cookie")) {
      throw std::logic_error("a cached route's answer sets a cookie, which everybody would get.");
    }
  }
  if (!is_safe(response.content_type)) throw std::logic_error("the answer's content type holds control characters.");
}

void add_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

bool sets(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const auto& header) { return equals_ignoring_case(header.first, name); });
}

std::string surrogate_key(const std::vector<std::string>& tags) {
  std::string keys;
  for (const auto& tag : tags) {
    if (tag.find(' ') != std::string::npos || !is_safe(tag)) continue;
    if (!keys.empty()) keys += ' ';
    keys += tag;
  }
  // Without its keys a page is not kept by the CDN beyond its max-age of zero, so leaving them out is safe.
  if (keys.empty() || keys.size() > max_surrogate_key_bytes) return {};
  return "Surrogate-Key: " + keys + "\r\n";
}

/// The headers that the full answer and its 304 have in common (RFC 9110, 15.4.5), but for ETag.
std::string shared_headers(const Response& response, Caching caching, bool varies) {
  std::string out;
  if (!sets(response, "cache-control")) {
    const bool fault = response.status >= 500;
    out += fault                      ? "Cache-Control: no-store\r\n"
           : caching == Caching::none ? "Cache-Control: no-cache\r\n"
                                      : "Cache-Control: public, max-age=0, must-revalidate\r\n";
  }
  if (varies) out += "Vary: Accept-Encoding\r\n";
  if (caching != Caching::none) out += surrogate_key(response.tags);
  for (const auto& [name, value] : response.headers) {
    if (equals_ignoring_case(name, "cache-control")) add_header(out, name, value);
  }
  return out;
}

/// Defaults but for those that the answer sets itself.
std::string default_headers(const std::string& common, const Response& response) {
  std::string out;
  std::string_view rest = common;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find("\r\n") + 2);
    if (!sets(response, line.substr(0, line.find(':')))) out += line;
    rest.remove_prefix(line.size());
  }
  return out;
}

bool may_have_body(int status) { return status != 204 && status != 304; }

constexpr std::string_view coding_of(Encoding encoding) {
  return encoding == Encoding::gzip ? "gzip" : encoding == Encoding::brotli ? "br" : "";
}

/// Lays a page out in one piece, as PageView reads it.
class PageBytes {
 public:
  PageBytes(const Response& response, Caching caching, std::size_t route) : bytes_(sizeof(PageView::Header), '\0') {
    header_.fresh_until = response.fresh_until ? response.fresh_until->time_since_epoch().count() : fresh_for_ever;
    header_.route = static_cast<std::uint32_t>(route);
    header_.status = static_cast<std::uint16_t>(response.status);
    header_.caching = static_cast<std::uint8_t>(caching);
  }

  void add(Encoding encoding, const PageView::Variant& variant) {
    auto& parts = header_.variants[static_cast<std::size_t>(encoding)];
    parts = {add(variant.etag), add(variant.head), add(variant.not_modified), add(variant.body)};
  }

  std::string finish() {
    header_.size = static_cast<std::uint32_t>(bytes_.size());
    std::memcpy(bytes_.data(), &header_, sizeof(header_));
    header_.checksum = checksum_of(bytes_);
    std::memcpy(bytes_.data(), &header_, sizeof(header_));
    return std::move(bytes_);
  }

 private:
  PageView::Text add(std::string_view text) {
    const PageView::Text place{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
    bytes_ += text;
    return place;
  }

  std::string bytes_;
  PageView::Header header_{};
};

/// Writes the heads of one answer's variants.
class HeadWriter {
 public:
  HeadWriter(const Response& response, Caching caching, bool varies, const std::string& common)
      : status_(response.status),
        shared_(shared_headers(response, caching, varies)),
        has_etag_(response.status == 200 && !sets(response, "etag")) {
    head_ = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    if (may_have_body(response.status)) head_ += "Content-Type: " + response.content_type + "\r\n";
    for (const auto& [name, value] : response.headers) {
      if (!equals_ignoring_case(name, "cache-control")) add_header(head_, name, value);
    }
    head_ += default_headers(common, response) + shared_;
  }

  /// Puts the variant of `encoding` into `page`.
  void write(PageBytes& page, Encoding encoding, std::string_view body, const std::string& hash) const {
    const auto coding = coding_of(encoding);
    std::string head = head_;
    std::string etag;
    std::string not_modified;
    if (has_etag_) {
      etag = fmt::format("\"{}{}{}\"", hash, coding.empty() ? "" : "-", coding);
      head += "ETag: " + etag + "\r\n";
      not_modified = "HTTP/1.1 304 Not Modified\r\n" + shared_ + "ETag: " + etag + "\r\n";
    }
    if (!coding.empty()) fmt::format_to(std::back_inserter(head), "Content-Encoding: {}\r\n", coding);
    if (!may_have_body(status_)) body = {};
    if (may_have_body(status_)) fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", body.size());
    page.add(encoding, {etag, head, not_modified, body});
  }

 private:
  int status_;
  std::string shared_;
  bool has_etag_;
  std::string head_{};
};

std::string encode(const Response& response, Encoding encoding) {
  const auto ready = encoding == Encoding::gzip ? response.precompressed.gzip : response.precompressed.brotli;
  if (!ready.empty()) return std::string(ready);
  return encoding == Encoding::gzip ? gzip(response.body) : brotli(response.body);
}

PagePtr write_variants(Response response, Caching caching, std::size_t route, const std::string& common,
                       std::initializer_list<Encoding> encodings) {
  check_headers(response, caching);
  const bool varies = is_compressible(response.content_type, response.body.size());
  const auto hash = hash_of(response.body);
  const HeadWriter writer(response, caching, varies, common);
  PageBytes page(response, caching, route);
  for (const auto encoding : encodings) {
    if (!varies || encoding == Encoding::identity) continue;
    const auto body = encode(response, encoding);
    if (body.size() < response.body.size()) writer.write(page, encoding, body, hash);
  }
  writer.write(page, Encoding::identity, response.body, hash);
  return std::make_shared<const Page>(page.finish(), std::move(response.tags));
}

}  // namespace

PageWriter::PageWriter(bool https) : common_(security_headers) {
  if (https) common_ += "Strict-Transport-Security: max-age=31536000\r\n";
}

PagePtr PageWriter::write(Response response, Caching caching, std::size_t route) const {
  return write_variants(std::move(response), caching, route, common_, {Encoding::gzip, Encoding::brotli});
}

PagePtr PageWriter::write_once(Response response, std::string_view accept_encoding, std::size_t route) const {
  return write_variants(std::move(response), Caching::none, route, common_, {choose_encoding(accept_encoding)});
}

}  // namespace smartmove::web
