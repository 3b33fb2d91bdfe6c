#include "web/request_parser.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>

#include "web/negotiation.hpp"

namespace smartmove::web {
namespace {

namespace http = boost::beast::http;

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

bool is_host(std::string_view host) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:[]").find(c) != std::string_view::npos;
  };
  return !host.empty() && std::ranges::all_of(host, allowed);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 19 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

RequestParser::RequestParser(RequestHead& head, std::string& body, const RequestLimits& limits)
    : head_(head), body_(body), limits_(limits) {
  head_.fields.clear();
  head_.target = {};
  head_.accept_encoding = {};
  head_.if_none_match = {};
  head_.expects_continue = false;
  body_.clear();
  header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  body_limit(limits.body_bytes);
  eager(false);
}

int RequestParser::refusal(const boost::system::error_code& error) const {
  if (error == http::error::body_limit) return 413;
  if (error == http::error::header_limit || too_many_headers_) return 431;
  return 400;
}

void RequestParser::on_request_impl(http::verb, View method, View target, int version, Error& error) {
  minor_version_ = version % 10;
  const auto known = method_of(method);
  if (!known) {
    error = http::error::bad_method;
    return;
  }
  head_.method = *known;
  head_.target = target;
}

void RequestParser::on_field_impl(http::field field, View name, View value, Error& error) {
  if (is_folded(name, value)) {
    error = http::error::bad_obs_fold;
    return;
  }
  if (head_done_) return;  // a trailer: nothing here needs one
  if (head_.fields.size() >= limits_.headers) {
    too_many_headers_ = true;
    error = http::error::header_limit;
    return;
  }
  head_.fields.emplace_back(name, value);
  if (!take_field(field, value)) error = http::error::bad_value;
}

bool RequestParser::take_field(http::field field, std::string_view value) {
  switch (field) {
    case http::field::host: return ++hosts_ == 1 && is_host(value);
    case http::field::content_length: return ++lengths_ == 1 && is_number(value);
    case http::field::transfer_encoding: return ++codings_ == 1 && equals_ignoring_case(value, "chunked");
    case http::field::accept_encoding: head_.accept_encoding = value; break;
    case http::field::if_none_match: head_.if_none_match = value; break;
    case http::field::expect: head_.expects_continue = equals_ignoring_case(value, "100-continue"); break;
    default: break;
  }
  return true;
}

void RequestParser::on_header_impl(Error& error) {
  head_done_ = true;
  const bool host_missing = !is_http_1_0() && hosts_ == 0;
  const bool chunked_in_1_0 = is_http_1_0() && codings_ > 0;
  if (host_missing || chunked_in_1_0) error = http::error::bad_field;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) {
  if (length) body_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 65536)));
}

std::size_t RequestParser::on_body_impl(View bytes, Error&) {
  body_.append(bytes.data(), bytes.size());
  return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View bytes, Error& error) {
  return on_body_impl(bytes, error);
}

}  // namespace smartmove::web
