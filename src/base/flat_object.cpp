#include "base/flat_object.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cstddef>
#include <cstdint>

namespace smartmove::base {
namespace {

/// Boost.JSON's events. Its own `object` would let a key that stands twice pass unseen, with the last text winning.
class Handler {
 public:
  static constexpr std::size_t max_array_size = -1;
  static constexpr std::size_t max_object_size = -1;
  static constexpr std::size_t max_string_size = -1;
  static constexpr std::size_t max_key_size = -1;
  using error_code = boost::json::error_code;

  FlatObject members;
  std::vector<std::string> not_texts;  ///< keys of members that are something else
  bool is_object = false;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) {
    if (depth_ == 0) is_object = true;
    return enter();
  }
  bool on_object_end(std::size_t, error_code&) { return leave(); }
  bool on_array_begin(error_code&) { return enter(); }
  bool on_array_end(std::size_t, error_code&) { return leave(); }
  bool on_key_part(std::string_view part, std::size_t, error_code&) { return append(part); }
  bool on_key(std::string_view part, std::size_t, error_code&) {
    append(part);
    if (depth_ == 1) key_ = text_;
    text_.clear();
    return true;
  }
  bool on_string_part(std::string_view part, std::size_t, error_code&) { return append(part); }
  bool on_string(std::string_view part, std::size_t, error_code&) {
    append(part);
    if (depth_ == 1 && is_object) members.emplace_back(key_, text_);
    text_.clear();
    return true;
  }
  bool on_number_part(std::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, std::string_view, error_code&) { return other(); }
  bool on_uint64(std::uint64_t, std::string_view, error_code&) { return other(); }
  bool on_double(double, std::string_view, error_code&) { return other(); }
  bool on_bool(bool, error_code&) { return other(); }
  bool on_null(error_code&) { return other(); }
  bool on_comment_part(std::string_view, error_code&) { return true; }
  bool on_comment(std::string_view, error_code&) { return true; }

 private:
  bool append(std::string_view part) {
    text_ += part;
    return true;
  }
  bool other() {
    if (depth_ == 1) not_texts.push_back(key_);
    return true;
  }
  bool enter() {
    other();
    ++depth_;
    return true;
  }
  bool leave() {
    --depth_;
    return true;
  }

  std::string key_;
  std::string text_;
  int depth_ = 0;
};

}  // namespace

std::string pointer_to(const embedded::File& file, std::string_view key) {
  std::string result(file.name);
  result += "#/";
  for (const char c : key) {
    if (c == '~') {
      result += "~0";
    } else if (c == '/') {
      result += "~1";
    } else {
      result += c;
    }
  }
  return result;
}

FlatObject read_flat_object(const embedded::File& file, std::vector<Problem>& problems) {
  boost::json::basic_parser<Handler> parser{boost::json::parse_options{}};
  boost::json::error_code error;
  const auto read = parser.write_some(false, file.bytes.data(), file.bytes.size(), error);
  const bool has_rest = file.bytes.find_first_not_of(" \t\r\n", read) != std::string_view::npos;
  if (error || has_rest) {
    const auto line = 1 + std::count(file.bytes.begin(), file.bytes.begin() + static_cast<std::ptrdiff_t>(read), '\n');
    problems.push_back({std::string(file.name) + ":" + std::to_string(line),
                        error ? error.message() : "text after the end", "valid JSON"});
    return {};
  }
  auto& handler = parser.handler();
  if (!handler.is_object) {
    problems.push_back({std::string(file.name), "something else",
                        "one object of keys and texts, such as {\"site.title\": \"Flytta hit\"}"});
  }
  for (const auto& key : handler.not_texts) {
    problems.push_back({pointer_to(file, key), "something else", "a text in quotes"});
  }
  return std::move(handler.members);
}

}  // namespace smartmove::base
