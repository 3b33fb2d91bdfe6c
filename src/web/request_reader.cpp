#include "web/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>
#include <cstring>
#include <utility>

namespace smartmove::web {
namespace {
constexpr std::size_t first_capacity = 4096;
constexpr int max_empty_lines = 4;
constexpr std::size_t shortest_chunk = std::string_view("0\r\n\r\n").size();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a request line ends in a version of HTTP, of those that are not taken.
bool names_other_version(std::string_view line) {
  const auto version = line.substr(line.rfind(' ') + 1);
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return false;
  return version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' &&
         is_digit(version[7]);
}

}  // namespace

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

RequestReader::Step RequestReader::refuse(Refusal reason) {
  refusal_ = reason;
  return Step::refused;
}

/// Of an error of the parser.
Refusal RequestReader::reason() const {
  const auto reason = parser_->refusal(error_);
  if (reason == Refusal::head_too_large && !in_body_ && is_target_too_long()) return Refusal::target_too_long;
  if (error_ != boost::beast::http::error::bad_version) return reason;
  const auto head = unread();
  return names_other_version(head.substr(0, head.find_first_of("\r\n"))) ? Refusal::version : reason;
}

/// Of a head that is too long: whether its first line is.
bool RequestReader::is_target_too_long() const {
  const auto head = unread();
  const auto line = head.substr(0, head.find('\r'));
  const auto target = line.find(' ');
  if (line.size() == head.size() || line.size() > limits_.header_bytes) return target != std::string_view::npos;
  return target != std::string_view::npos && line.rfind(' ') - target > limits_.target_bytes + 1;
}

void RequestReader::set_limits(const RequestLimits& limits) {
  limits_ = limits;
  start_parser();
}

void RequestReader::skip(std::size_t bytes) {
  begin_ += bytes;
  if (begin_ == end_) begin_ = end_ = 0;
  parsed_ = begin_;
}

RequestReader::Step RequestReader::step() {
  if (refusal_) return Step::refused;
  return in_body_ ? step_body() : step_head();
}

/// Empty lines before a request are allowed for (RFC 9112, 2.2). False where half of one has come.
bool RequestReader::skip_empty_lines() {
  while (end_ > begin_ + 1 && buffer_[begin_] == '\r' && buffer_[begin_ + 1] == '\n' &&
         empty_lines_ < max_empty_lines) {
    begin_ += 2;
    ++empty_lines_;
    checked_ = 0;
  }
  parsed_ = begin_;
  return end_ != begin_ + 1 || buffer_[begin_] != '\r';
}

/// What no head may hold is refused before the rest has come: a head whose lines end in LF alone never would.
bool RequestReader::has_bad_bytes() {
  const auto head = unread();
  for (; checked_ < head.size(); ++checked_) {
    const auto c = static_cast<unsigned char>(head[checked_]);
    const bool after_return = checked_ > 0 && head[checked_ - 1] == '\r';
    if (after_return != (c == '\n')) return true;
    if ((c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f) return true;
  }
  return false;
}

RequestReader::Step RequestReader::step_head() {
  if (parsed_ == begin_ && !skip_empty_lines()) {
    make_room();
    return Step::need_more;
  }
  const bool done = end_ > parsed_ && put() && parser_->is_header_done();
  if (error_) return refuse(reason());
  // Beast's own limit is for each put().
  if ((done ? parsed_ : end_) - begin_ > limits_.header_bytes) {
    return refuse(is_target_too_long() ? Refusal::target_too_long : Refusal::head_too_large);
  }
  if (done) return parser_->is_done() ? Step::complete : Step::head;
  if (has_bad_bytes()) return refuse(Refusal::malformed);
  make_room();
  return Step::need_more;
}

void RequestReader::take_head() {
  in_body_ = true;
  begin_ = parsed_;
  parser_->eager(true);
}

RequestReader::Step RequestReader::step_body() {
  // Beast fails an assertion where the last chunk, which is the shortest there is, comes in smaller pieces.
  if (end_ - parsed_ >= (parser_->chunked() ? shortest_chunk : 1U)) put();
  if (error_) return refuse(reason());
  begin_ = parsed_;
  if (parser_->is_done()) return Step::complete;
  if (begin_ == end_) begin_ = parsed_ = end_ = 0;
  if (begin_ == 0 && end_ == capacity_) return refuse(Refusal::framing);  // a chunk's header or trailer without end
  make_room();
  return Step::need_more;
}

void RequestReader::next() {
  begin_ = parsed_;
  checked_ = 0;
  empty_lines_ = 0;
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
