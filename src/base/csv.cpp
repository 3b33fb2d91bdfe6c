#include "base/csv.hpp"

#include <fmt/format.h>

namespace smartmove::base {
namespace {

constexpr std::size_t max_field_bytes = 64u << 10;

class CsvParser {
 public:
  CsvParser(std::string_view text, std::string_view origin) : text_(text), origin_(origin) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  Result<std::vector<CsvRow>> parse() {
    while (!at_end()) row();
    if (problems_.empty()) return std::move(rows_);
    return fail({ErrorKind::invalid, fmt::format("{} is not CSV.", origin_), {}, std::move(problems_)});
  }

 private:
  bool at_end() const { return position_ >= text_.size(); }
  char peek() const { return text_[position_]; }
  bool at_line_end() const { return at_end() || peek() == '\n' || (peek() == '\r' && next_is('\n')); }
  bool next_is(char c) const { return position_ + 1 < text_.size() && text_[position_ + 1] == c; }

  void row() {
    CsvRow row{line_, {}};
    row.fields.push_back(field());
    while (!at_end() && peek() == ',') {
      ++position_;
      row.fields.push_back(field());
    }
    if (!at_line_end()) {
      problem("text after a closing quote", "a comma or the end of the line");
      while (!at_line_end()) ++position_;
    }
    if (!at_end() && peek() == '\r') ++position_;
    if (!at_end()) ++position_, ++line_;
    if (row.fields.size() > 1 || !row.fields.front().empty()) rows_.push_back(std::move(row));
  }

  std::string field() {
    auto value = !at_end() && peek() == '"' ? quoted() : plain();
    if (value.size() > max_field_bytes) {
      problem(fmt::format("a field of {} bytes", value.size()), fmt::format("at most {}", max_field_bytes));
      value.clear();
    }
    return value;
  }

  std::string plain() {
    const auto start = position_;
    bool stray = false;
    for (; !at_line_end() && peek() != ','; ++position_) stray = stray || peek() == '"';
    if (stray) problem("a quote inside a field", "the whole field in quotes, quotes in it doubled");
    return std::string(text_.substr(start, position_ - start));
  }

  std::string quoted() {
    const auto opened = line_;
    std::string value;
    for (++position_; !at_end(); ++position_) {
      if (peek() == '"' && !next_is('"')) return ++position_, value;
      if (peek() == '"') ++position_;
      if (peek() == '\n') ++line_;
      value += peek();
    }
    problems_.push_back({fmt::format("{}:{}", origin_, opened), "a quote that does not end", "a closing quote"});
    return value;
  }

  void problem(std::string found, std::string expected) {
    problems_.push_back({fmt::format("{}:{}", origin_, line_), std::move(found), std::move(expected)});
  }

  std::string_view text_;
  std::string_view origin_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::vector<CsvRow> rows_;
  std::vector<Problem> problems_;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view origin) {
  return CsvParser(text, origin).parse();
}

std::string csv_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string quoted = "\"";
  for (char c : value) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace smartmove::base
