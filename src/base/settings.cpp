#include "base/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "base/settings_sources.hpp"
#include "base/text.hpp"

namespace smartmove::base {
namespace {

using settings_sources::Given;

constexpr std::string_view environment_prefix = "SMARTMOVE_";
constexpr std::array<std::string_view, 4> reserved_names{"SMARTMOVE_CONFIG", "SMARTMOVE_SOURCE_DIR",
                                                         "SMARTMOVE_SQL_COVERAGE", "SMARTMOVE_TAKE_OVER"};
constexpr std::string_view reserved_prefix = "SMARTMOVE_TEST_";

/// A name that may be anything, as the place of a problem.
std::string shown(std::string_view name) { return truncate(valid_utf8(name.substr(0, 1000)), 60); }

std::string flag_name(const Setting& setting) { return "--" + std::string(setting.name); }

/// Finds the row that `spell` writes as `name`, or notes the problem.
template <class Spell>
void take(const std::string& name, const std::string& text, SettingOrigin origin, std::span<const Setting> table,
          Spell spell, std::vector<Given>& given, std::vector<Problem>& problems) {
  const auto row = std::find_if(table.begin(), table.end(), [&](const Setting& row) { return spell(row) == name; });
  if (row == table.end()) {
    problems.push_back(settings_sources::unknown(shown(name), name, table, spell));
  } else {
    given.push_back({&*row, text, text, name, origin});
  }
}

/// Weakest first: each source's values replace those of the one before.
std::vector<Given> all_given(const Settings::Sources& sources, std::span<const Setting> table,
                             std::vector<Problem>& problems) {
  auto given = settings_sources::read_toml(sources.toml, sources.toml_file, table, problems);
  for (const auto& [name, text] : sources.environment) {
    if (!name.starts_with(environment_prefix) || is_reserved_environment(name)) continue;
    take(name, text, SettingOrigin::environment, table, environment_name, given, problems);
  }
  for (const auto& [name, text] : sources.flags) {
    take("--" + name, text, SettingOrigin::flag, table, flag_name, given, problems);
  }
  return given;
}

std::string how_many_wrong(std::size_t count) {
  return count == 1 ? "One setting is wrong." : std::to_string(count) + " settings are wrong.";
}

}  // namespace

bool is_reserved_environment(std::string_view name) {
  return name.starts_with(reserved_prefix) ||
         std::find(reserved_names.begin(), reserved_names.end(), name) != reserved_names.end();
}

std::string environment_name(const Setting& setting) {
  std::string name(environment_prefix);
  for (const char c : setting.name) {
    if (c == '-') {
      name += '_';
    } else {
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return name;
}

Result<Settings> Settings::resolve(const Sources& sources, std::span<const Setting> table) {
  Settings settings;
  settings.table_ = table;
  for (const auto& row : table) {
    settings.values_[std::string(row.name)] = {std::string(row.fallback), SettingOrigin::fallback};
  }
  std::vector<Problem> problems;
  for (const auto& given : all_given(sources, table, problems)) {
    if (auto text = settings_sources::normalise(*given.setting, given.text)) {
      settings.values_[std::string(given.setting->name)] = {*std::move(text), given.origin};
    } else {
      problems.push_back(settings_sources::wrong_value(given));
    }
  }
  if (problems.empty()) return settings;
  return fail({ErrorKind::invalid, how_many_wrong(problems.size()), {}, std::move(problems)});
}

const Settings::Value& Settings::value(std::string_view name, SettingType type) const {
  const auto row = std::find_if(table_.begin(), table_.end(), [&](const Setting& row) { return row.name == name; });
  if (row == table_.end() || row->type != type) {
    throw std::out_of_range("There is no setting \"" + std::string(name) + "\" of this type");
  }
  return values_.find(name)->second;
}

std::string Settings::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) throw std::out_of_range("There is no setting \"" + std::string(name) + "\"");
  return found->second.text;
}

long long Settings::integer(std::string_view name) const {
  const auto& text = value(name, SettingType::integer).text;
  long long number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> Settings::differences(const Settings& other) const {
  std::vector<std::string> names;
  for (const auto& row : table_) {
    if (text(row.name) != other.text(row.name)) names.emplace_back(row.name);
  }
  return names;
}

bool Settings::boolean(std::string_view name) const { return value(name, SettingType::boolean).text == "true"; }

SettingOrigin Settings::origin(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) throw std::out_of_range("There is no setting \"" + std::string(name) + "\"");
  return found->second.origin;
}

}  // namespace smartmove::base
