#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/refusal.hpp"
#include "web/request.hpp"

namespace smartmove::web {

/// What one request may take.
struct RequestLimits {
  std::size_t header_bytes = 16384;
  std::size_t headers = 100;
  std::size_t body_bytes = 1048576;
  std::size_t target_bytes = 8192;
};

/// The head of a request; the views point into the bytes that were parsed.
struct RequestHead {
  Method method = Method::get;
  std::string_view target{};  ///< empty until the request line has been read
  std::string_view host{};
  std::vector<std::pair<std::string_view, std::string_view>> fields{};
  std::string_view accept_encoding{};
  std::string_view if_none_match{};
  bool expects_continue = false;
};

/// One request over Beast's parser, without a container of fields: the head costs no allocation once `head`'s vector
/// has grown. Stricter than Beast: no folded lines, no listed or repeated lengths, only `chunked`, exactly one Host,
/// few chunk extensions. The bytes of the head must stay where they are until the head is done with.
class RequestParser : public boost::beast::http::basic_parser<true> {
 public:
  RequestParser(RequestHead& head, std::string& body, const RequestLimits& limits);

  bool is_http_1_0() const { return minor_version_ == 0; }

  /// Why put() failed.
  Refusal refusal(const boost::system::error_code& error) const;

 private:
  using Error = boost::system::error_code;
  using View = boost::beast::string_view;
  void on_request_impl(boost::beast::http::verb method, View name, View target, int version, Error& error) override;
  void on_response_impl(int, View, int, Error&) override {}
  void on_field_impl(boost::beast::http::field field, View name, View value, Error& error) override;
  void on_header_impl(Error& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error& error) override;
  std::size_t on_body_impl(View bytes, Error& error) override;
  void on_chunk_header_impl(std::uint64_t size, View extensions, Error& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t remaining, View bytes, Error& error) override;
  void on_finish_impl(Error&) override {}

  void take_field(boost::beast::http::field field, std::string_view value);

  RequestHead& head_;
  std::string& body_;
  const RequestLimits& limits_;
  int minor_version_ = 1;
  int hosts_ = 0;
  int lengths_ = 0;
  int codings_ = 0;
  bool head_done_ = false;
  std::size_t extension_bytes_ = 0;
  std::size_t trailers_ = 0;
  std::optional<Refusal> refusal_{};
};

}  // namespace smartmove::web
