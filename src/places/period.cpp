#include "places/period.hpp"

#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "base/text.hpp"

namespace smartmove::places {
namespace {

struct Span {
  base::Date first;
  base::Date last;
};

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

int days_in_month(int year, int month) {
  for (int day = 31; day > 28; --day) {
    if (base::parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day))) return day;
  }
  return 28;
}

std::optional<Span> year_span(std::string_view text) {
  const auto year = text.size() == 4 ? number(text) : std::nullopt;
  if (!year || *year < 1700 || *year > 2200) return std::nullopt;
  return Span{{*year, 1, 1}, {*year, 12, 31}};
}

std::optional<Span> single(std::string_view text) {
  if (auto year = year_span(text)) return year;
  if (text.size() == 7 && text[4] == '-') {
    const auto year = year_span(text.substr(0, 4));
    const auto month = number(text.substr(5));
    if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
    return Span{{year->first.year, *month, 1}, {year->first.year, *month, days_in_month(year->first.year, *month)}};
  }
  if (const auto date = text.size() == 10 ? base::parse_date(text) : base::fail(base::ErrorKind::invalid, "")) {
    return Span{*date, *date};
  }
  return std::nullopt;
}

std::optional<Span> range(std::string_view text) {
  const auto slash = text.find('/');
  const bool years = text.size() == 9 && text[4] == '-';
  if (slash == std::string_view::npos && !years) return std::nullopt;
  const auto cut = years ? 4 : slash;
  const auto first = years ? year_span(text.substr(0, cut)) : single(text.substr(0, cut));
  const auto last = years ? year_span(text.substr(cut + 1)) : single(text.substr(cut + 1));
  if (!first || !last || last->last < first->first) return std::nullopt;
  return Span{first->first, last->last};
}

std::string single_in_words(std::string_view text, const std::string& language) {
  const auto span = single(text);
  if (!span || text.size() == 4) return std::string(text);
  if (text.size() == 7) return base::format_month(language, span->first.year, span->first.month);
  return base::format_date(language, span->first);
}

}  // namespace

base::Result<Period> Period::parse(std::string_view text) {
  auto span = single(text);
  if (!span) span = range(text);
  if (!span) {
    return base::fail(
        base::ErrorKind::invalid,
        fmt::format("\"{}\" is not a period. Write 2024, 2024-05, 2024-05-31, 2018-2022 or 2019-04/2020-03.", text));
  }
  return Period(std::string(text), span->first, span->last);
}

std::string Period::in_words(const std::string& language) const {
  if (text_.size() == 9 && text_[4] == '-') return text_.substr(0, 4) + "–" + text_.substr(5);
  const auto slash = text_.find('/');
  if (slash == std::string::npos) return single_in_words(text_, language);
  return single_in_words(text_.substr(0, slash), language) + " – " + single_in_words(text_.substr(slash + 1), language);
}

}  // namespace smartmove::places
