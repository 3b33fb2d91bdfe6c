#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/request_parser.hpp"

namespace smartmove::web {

/// One connection's incoming bytes, cut into requests. Knows no sockets. The buffer grows from 4 KB to what the header
/// limit asks for; requests that came in together are given one by one.
class RequestReader {
 public:
  enum class Step {
    need_more,  ///< receive into space()
    head,       ///< the head is here and a body is to come: read head(), call take_head(), then step() again
    complete,   ///< the whole request is here; call next() when done with it
    refused,    ///< answer refusal() and close: what follows cannot be understood
  };

  explicit RequestReader(const RequestLimits& limits);
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Where to receive; never empty after need_more.
  std::span<char> space() { return {buffer_.get() + end_, capacity_ - end_}; }
  void received(std::size_t bytes) { end_ += bytes; }

  Step step();
  void take_head();                              ///< the caller has copied what it needs of the head
  void next();                                   ///< forgets this request
  void set_limits(const RequestLimits& limits);  ///< between requests: where idle()
  /// What has come and is no request: a proxy's header. skip() what was read of it before the first step().
  std::string_view unread() const { return {buffer_.get() + begin_, end_ - begin_}; }
  void skip(std::size_t bytes);
  void discard() { begin_ = parsed_ = end_ = 0; }  ///< after `refused`: makes space for what is not read any more

  const RequestHead& head() const { return head_; }
  std::string& body() { return body_; }
  Refusal refusal() const { return refusal_.value_or(Refusal::malformed); }
  bool keep_alive() const { return parser_->keep_alive(); }
  bool is_http_1_0() const { return parser_->is_http_1_0(); }
  /// Whether no byte of a next request has come.
  bool idle() const { return begin_ == end_ && !in_body_; }
  /// While a request is complete: whether more than it has come.
  bool has_more() const { return parsed_ < end_; }

 private:
  void start_parser();
  bool put();
  bool skip_empty_lines();
  bool has_bad_bytes();
  bool is_target_too_long() const;
  Refusal reason() const;
  Step step_head();
  Step step_body();
  void make_room();
  Step refuse(Refusal reason);

  RequestLimits limits_;
  std::size_t capacity_;
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;   ///< of this request
  std::size_t parsed_ = 0;  ///< up to here the parser has taken it
  std::size_t end_ = 0;     ///< of what was received
  RequestHead head_{};
  std::string body_{};
  std::optional<RequestParser> parser_{};
  boost::system::error_code error_{};
  std::optional<Refusal> refusal_{};
  std::size_t checked_ = 0;  ///< bytes of an unfinished head that has_bad_bytes() has seen
  int empty_lines_ = 0;
  bool in_body_ = false;
};

}  // namespace smartmove::web
