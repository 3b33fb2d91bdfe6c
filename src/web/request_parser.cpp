#include "web/request_parser.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>

#include "web/negotiation.hpp"
#include "web/target.hpp"

namespace smartmove::web {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t max_extension_bytes = 256;       // of one chunk
constexpr std::size_t max_all_extension_bytes = 4096;  // of one request

bool is_space(char c) { return c == ' ' || c == '\t'; }

/// Whether a field's value goes on in another line, which Beast would join (RFC 9112, 5.2 lets a server refuse). Beast
/// has read the byte behind the line's end by then.
bool is_folded(std::string_view name, std::string_view value) {
  const char* byte = name.data() + name.size() + 1;
  while (is_space(*byte)) ++byte;
  if (!value.empty()) {
    if (byte != value.data()) return true;
    byte += value.size();
  }
  while (is_space(*byte)) ++byte;
  return byte[0] != '\r' || is_space(byte[2]);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 19 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

RequestParser::RequestParser(RequestHead& head, std::string& body, const RequestLimits& limits)
    : head_(head), body_(body), limits_(limits) {
  head_.fields.clear();
  head_.target = {};
  head_.host = {};
  head_.accept_encoding = {};
  head_.if_none_match = {};
  head_.expects_continue = false;
  body_.clear();
  header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  body_limit(limits.body_bytes);
  eager(false);
}

Refusal RequestParser::refusal(const boost::system::error_code& error) const {
  if (refusal_) return *refusal_;
  if (error == http::error::body_limit) return Refusal::body_too_large;
  if (error == http::error::header_limit) return Refusal::head_too_large;
  for (const auto framing :
       {http::error::bad_content_length, http::error::multiple_content_length, http::error::bad_transfer_encoding,
        http::error::bad_chunk, http::error::bad_chunk_extension}) {
    if (error == framing) return Refusal::framing;
  }
  return Refusal::malformed;
}

void RequestParser::on_request_impl(http::verb, View method, View target, int version, Error& error) {
  minor_version_ = version % 10;
  head_.target = target;
  if (const auto known = method_of(method)) {
    head_.method = *known;
    if (target.size() > limits_.target_bytes) refusal_ = Refusal::target_too_long;
  } else {
    refusal_ = Refusal::method;
  }
  if (refusal_) error = http::error::bad_target;
}

void RequestParser::on_field_impl(http::field field, View name, View value, Error& error) {
  if (is_folded(name, value)) {
    error = http::error::bad_obs_fold;
    return;
  }
  if (head_done_) {
    if (++trailers_ > limits_.headers) refusal_ = Refusal::head_too_large;  // nothing here needs one
  } else if (head_.fields.size() >= limits_.headers) {
    refusal_ = Refusal::head_too_large;
  } else {
    head_.fields.emplace_back(name, value);
    take_field(field, value);
  }
  if (refusal_) error = http::error::bad_value;
}

void RequestParser::take_field(http::field field, std::string_view value) {
  switch (field) {
    case http::field::host:
      head_.host = value;
      if (++hosts_ > 1 || !is_host(value)) refusal_ = Refusal::host;
      break;
    case http::field::content_length:
      if (++lengths_ > 1 || !is_number(value)) refusal_ = Refusal::framing;
      break;
    case http::field::transfer_encoding:
      if (++codings_ > 1 || !equals_ignoring_case(value, "chunked")) refusal_ = Refusal::framing;
      break;
    case http::field::expect:
      head_.expects_continue = equals_ignoring_case(value, "100-continue");
      if (!head_.expects_continue) refusal_ = Refusal::expectation;
      break;
    case http::field::accept_encoding: head_.accept_encoding = value; break;
    case http::field::if_none_match: head_.if_none_match = value; break;
    default: break;
  }
}

void RequestParser::on_header_impl(Error& error) {
  head_done_ = true;
  if (!is_http_1_0() && hosts_ == 0) refusal_ = Refusal::host;
  if (is_http_1_0() && codings_ > 0) refusal_ = Refusal::framing;
  if (refusal_) error = http::error::bad_field;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) {
  if (length) body_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 65536)));
}

std::size_t RequestParser::on_body_impl(View bytes, Error&) {
  body_.append(bytes.data(), bytes.size());
  return bytes.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t, View extensions, Error& error) {
  extension_bytes_ += extensions.size();
  if (extensions.size() > max_extension_bytes || extension_bytes_ > max_all_extension_bytes) {
    error = http::error::bad_chunk_extension;
  }
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View bytes, Error& error) {
  return on_body_impl(bytes, error);
}

}  // namespace smartmove::web
