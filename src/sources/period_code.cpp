#include "sources/period_code.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "places/period.hpp"

namespace smartmove::sources {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string spelt_out(std::string_view year, std::string_view rest) {
  const bool hyphen = rest.starts_with('-');
  if (hyphen) rest.remove_prefix(1);
  if (rest.size() == 3 && rest[0] == 'M' && all_digits(rest.substr(1))) {
    return fmt::format("{}-{}", year, rest.substr(1));
  }
  if (rest.size() == 2 && (rest[0] == 'K' || rest[0] == 'Q') && rest[1] >= '1' && rest[1] <= '4') {
    const int first = (rest[1] - '1') * 3 + 1;
    return fmt::format("{0}-{1:02}/{0}-{2:02}", year, first, first + 2);
  }
  return fmt::format("{}{}{}", year, hyphen ? "-" : "", rest);
}

}  // namespace

std::optional<std::string> period_from_code(std::string_view code) {
  if (code.size() < 4 || !all_digits(code.substr(0, 4))) return std::nullopt;
  const auto period = places::Period::parse(spelt_out(code.substr(0, 4), code.substr(4)));
  if (!period) return std::nullopt;
  return period->text();
}

}  // namespace smartmove::sources
