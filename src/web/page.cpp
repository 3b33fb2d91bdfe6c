#include "web/page.hpp"

#include <algorithm>
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

  Page::Variant write(std::string body, std::string_view coding, const std::string& hash) const {
    Page::Variant variant;
    variant.body = may_have_body(status_) ? std::move(body) : std::string{};
    variant.head = head_;
    if (has_etag_) {
      variant.etag = fmt::format("\"{}{}{}\"", hash, coding.empty() ? "" : "-", coding);
      variant.head += "ETag: " + variant.etag + "\r\n";
      variant.not_modified = "HTTP/1.1 304 Not Modified\r\n" + shared_ + "ETag: " + variant.etag + "\r\n";
    }
    if (!coding.empty()) fmt::format_to(std::back_inserter(variant.head), "Content-Encoding: {}\r\n", coding);
    if (may_have_body(status_)) {
      fmt::format_to(std::back_inserter(variant.head), "Content-Length: {}\r\n", variant.body.size());
    }
    return variant;
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

constexpr std::string_view coding_of(Encoding encoding) {
  return encoding == Encoding::gzip ? "gzip" : encoding == Encoding::brotli ? "br" : "";
}

std::shared_ptr<Page> write_variants(Response response, Caching caching, std::size_t route, const std::string& common,
                                     std::initializer_list<Encoding> encodings) {
  check_headers(response, caching);
  auto page = std::make_shared<Page>();
  page->status = response.status;
  page->route = route;
  page->caching = caching;
  page->tags = response.tags;
  page->fresh_until = response.fresh_until;
  const bool varies = is_compressible(response.content_type, response.body.size());
  const auto hash = hash_of(response.body);
  const HeadWriter writer(response, caching, varies, common);
  for (const auto encoding : encodings) {
    if (!varies || encoding == Encoding::identity) continue;
    auto body = encode(response, encoding);
    if (body.size() >= response.body.size()) continue;
    page->variants[static_cast<std::size_t>(encoding)] = writer.write(std::move(body), coding_of(encoding), hash);
  }
  page->variants[0] = writer.write(std::move(response.body), "", hash);
  return page;
}

}  // namespace

const Page::Variant& Page::choose(std::string_view accept_encoding) const {
  if (accept_encoding.empty() || (!variants[1] && !variants[2])) return *variants[0];
  const auto& best = variants[static_cast<std::size_t>(choose_encoding(accept_encoding))];
  return best ? *best : *variants[0];
}

std::size_t Page::bytes() const {
  std::size_t total = sizeof(Page);
  for (const auto& variant : variants) {
    if (!variant) continue;
    total += variant->etag.capacity() + variant->head.capacity() + variant->not_modified.capacity() +
             variant->body.capacity();
  }
  for (const auto& tag : tags) total += sizeof(std::string) + tag.capacity();
  return total;
}

PageWriter::PageWriter(bool https) : common_(security_headers) {
  if (https) common_ += "Strict-Transport-Security: max-age=31536000\r\n";
}

std::shared_ptr<Page> PageWriter::write(Response response, Caching caching, std::size_t route) const {
  return write_variants(std::move(response), caching, route, common_, {Encoding::gzip, Encoding::brotli});
}

std::shared_ptr<Page> PageWriter::write_once(Response response, std::string_view accept_encoding,
                                             std::size_t route) const {
  return write_variants(std::move(response), Caching::none, route, common_, {choose_encoding(accept_encoding)});
}

}  // namespace smartmove::web
