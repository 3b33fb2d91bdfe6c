#include "web/range.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "web/negotiation.hpp"

namespace smartmove::web {
namespace {

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Digits only; a number that no size can have counts as the largest.
std::optional<std::size_t> number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return std::string_view::npos;
  return value;
}

constexpr Selection whole{};
constexpr Selection unsatisfiable{Selection::Kind::unsatisfiable, {}};

Selection part(std::size_t first, std::size_t last, std::size_t size) {
  if (first >= size) return unsatisfiable;
  return {Selection::Kind::part, {first, std::min(last, size - 1)}};
}

/// `bytes=0-99`, `bytes=100-`, `bytes=-100`.
Selection read_range(std::string_view text, std::size_t size) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || !equals_ignoring_case(trim(text.substr(0, equals)), "bytes")) return whole;
  const auto spec = trim(text.substr(equals + 1));
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) return whole;
  const auto first = number(spec.substr(0, dash));
  const auto last = number(spec.substr(dash + 1));
  if (dash == 0) {
    if (!last) return whole;
    if (*last == 0 || size == 0) return unsatisfiable;
    return part(*last >= size ? 0 : size - *last, size - 1, size);
  }
  if (!first || (!last && dash + 1 != spec.size()) || (last && *last < *first)) return whole;
  return part(*first, last.value_or(std::string_view::npos), size);
}

}  // namespace

Selection select(const Conditions& conditions, std::string_view etag, std::size_t size) {
  if (!conditions.if_none_match.empty() && etag_matches(conditions.if_none_match, etag)) {
    return {Selection::Kind::not_modified, {}};
  }
  if (conditions.range.empty()) return whole;
  // A date is no strong validator here: nothing served this way has a Last-Modified.
  const auto if_range = trim(conditions.if_range);
  if (!if_range.empty() && if_range != etag) return whole;
  return read_range(trim(conditions.range), size);
}

std::string content_range(const ByteRange& range, std::size_t size) {
  return fmt::format("bytes {}-{}/{}", range.first, range.last, size);
}

std::string unsatisfied_range(std::size_t size) { return fmt::format("bytes */{}", size); }

}  // namespace smartmove::web
