#include "web/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>
#include <cstring>
#include <utility>

namespace smartmove::web {
namespace {
constexpr std::size_t first_capacity = 4096;
}

RequestReader::RequestReader(const RequestLimits& limits)
    : limits_(limits), capacity_(first_capacity), buffer_(std::make_unique_for_overwrite<char[]>(first_capacity)) {
  start_parser();
}

void RequestReader::start_parser() {
  parser_.emplace(head_, body_, limits_);
  parsed_ = begin_;
}

/// Gives the parser what has come; false where it wants more or has refused (then error_ is set).
bool RequestReader::put() {
  namespace http = boost::beast::http;
  error_ = {};
  parsed_ += parser_->put({buffer_.get() + parsed_, end_ - parsed_}, error_);
  if (error_ == http::error::need_more) {
    error_ = {};
    return false;
  }
  return !error_;
}

RequestReader::Step RequestReader::refuse(int status) {
  status_ = status;
  return Step::refused;
}

RequestReader::Step RequestReader::step() {
  if (status_ != 0) return Step::refused;
  return in_body_ ? step_body() : step_head();
}

/// Empty lines before a request are allowed for (RFC 9112, 2.2). False where half of one has come.
bool RequestReader::skip_empty_lines() {
  while (end_ > begin_ && buffer_[begin_] == '\r') {
    if (end_ - begin_ == 1) return false;
    if (buffer_[begin_ + 1] != '\n') break;
    begin_ += 2;
  }
  parsed_ = begin_;
  return true;
}

RequestReader::Step RequestReader::step_head() {
  if (parsed_ == begin_ && !skip_empty_lines()) {
    make_room();
    return Step::need_more;
  }
  const bool done = end_ > parsed_ && put() && parser_->is_header_done();
  if (error_) return refuse(parser_->refusal(error_));
  // Beast's own limit is for each put().
  if ((done ? parsed_ : end_) - begin_ > limits_.header_bytes) return refuse(431);
  if (done) return parser_->is_done() ? Step::complete : Step::head;
  make_room();
  return Step::need_more;
}

void RequestReader::take_head() {
  in_body_ = true;
  begin_ = parsed_;
  parser_->eager(true);
}

RequestReader::Step RequestReader::step_body() {
  if (end_ > parsed_) put();
  if (error_) return refuse(parser_->refusal(error_));
  begin_ = parsed_;
  if (parser_->is_done()) return Step::complete;
  if (begin_ == end_) begin_ = parsed_ = end_ = 0;
  if (begin_ == 0 && end_ == capacity_) return refuse(400);  // a chunk's header or trailer without end
  make_room();
  return Step::need_more;
}

void RequestReader::next() {
  begin_ = parsed_;
  in_body_ = false;
  if (begin_ == end_) begin_ = parsed_ = end_ = 0;
  start_parser();
}

/// Space behind the bytes: by moving them to the front, or by a larger buffer. The head's views point into the old
/// place, so a head in the making is parsed anew.
void RequestReader::make_room() {
  if (end_ < capacity_) return;
  const auto kept = end_ - begin_;
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
  } else {
    const auto capacity = std::min(capacity_ * 2, limits_.header_bytes + first_capacity);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    std::memcpy(larger.get(), buffer_.get(), kept);
    buffer_ = std::move(larger);
    capacity_ = capacity;
  }
  parsed_ -= begin_;
  begin_ = 0;
  end_ = kept;
  if (in_body_) return;
  start_parser();
  put();  // cannot fail: it was parsed before
}

}  // namespace smartmove::web
