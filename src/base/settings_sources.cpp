#include "base/settings_sources.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include "base/text.hpp"

namespace smartmove::base {
namespace {

/// `a, b or c`
std::string alternatives(std::string_view choices) {
  std::string result;
  while (!choices.empty()) {
    const auto end = std::min(choices.find('|'), choices.size());
    const bool is_last = end == choices.size();
    if (!result.empty()) result += is_last ? " or " : ", ";
    result += choices.substr(0, end);
    choices.remove_prefix(is_last ? end : end + 1);
  }
  return result;
}

bool is_choice(std::string_view choices, std::string_view text) {
  if (text.empty() || text.find('|') != std::string_view::npos) return false;
  const auto padded = "|" + std::string(choices) + "|";
  return padded.find("|" + std::string(text) + "|") != std::string::npos;
}

std::optional<std::string> normalise_integer(const Setting& setting, std::string_view text) {
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (number < setting.minimum || number > setting.maximum) return std::nullopt;
  return std::to_string(number);
}

bool is_line_of_text(std::string_view text) {
  const bool has_control = std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
  return !has_control && is_valid_utf8(text);
}

/// How many letters to add, take away or change to get from `a` to `b` (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string allowed_values(const Setting& setting) {
  switch (setting.type) {
    case SettingType::integer:
      return "a whole number from " + std::to_string(setting.minimum) + " to " + std::to_string(setting.maximum);
    case SettingType::boolean: return "true or false";
    case SettingType::choice: return alternatives(setting.choices);
    case SettingType::text:
      if (!setting.accepted.empty()) return std::string(setting.accepted);
      break;
  }
  return "one line of text in UTF-8";
}

namespace settings_sources {

std::optional<std::string> normalise(const Setting& setting, std::string_view text) {
  if (setting.type == SettingType::integer) return normalise_integer(setting, text);
  const bool is_allowed = setting.type == SettingType::boolean  ? text == "true" || text == "false"
                          : setting.type == SettingType::choice ? is_choice(setting.choices, text)
                                                                : is_line_of_text(text);
  const bool is_fallback = text == setting.fallback;
  if (!is_allowed || (setting.accepts != nullptr && !is_fallback && !setting.accepts(text))) return std::nullopt;
  return std::string(text);
}

Problem wrong_value(const Given& given) {
  const auto found = given.setting->secret ? "a value (not shown, it is a secret)" : quote(given.found);
  return {given.where, found, allowed_values(*given.setting)};
}

Problem unknown(std::string where, std::string_view name, std::span<const Setting> table,
                const std::function<std::string(const Setting&)>& spell) {
  constexpr std::size_t longest_name = 100;  // a longer one is no slip of the finger, and costs time to compare
  std::string nearest;
  auto best = std::max<std::size_t>(2, std::min(name.size(), longest_name) / 3) + 1;
  for (const auto& row : table) {
    if (name.size() > longest_name) break;
    const auto candidate = spell(row);
    const auto letters = distance(name, candidate);
    if (letters >= best) continue;
    best = letters;
    nearest = candidate;
  }
  const auto advice = nearest.empty() ? "the name of a setting (`smartmove config dump` lists them)"
                                      : "the name of a setting; did you mean " + nearest + "?";
  return {std::move(where), "unknown name " + quote(name), advice};
}

}  // namespace settings_sources
}  // namespace smartmove::base
