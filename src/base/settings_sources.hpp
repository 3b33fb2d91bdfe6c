#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/settings.hpp"

/// The steps of Settings::resolve. Not for other folders.
namespace smartmove::base::settings_sources {

/// One value somebody gave to one setting.
struct Given {
  const Setting* setting = nullptr;
  std::string text;
  std::string found;  ///< as a problem shows it
  std::string where;  ///< `--port`, `SMARTMOVE_PORT`, `smartmove.toml:3`
  SettingOrigin origin = SettingOrigin::fallback;
};

/// The values of a configuration file. Everything in it that is no setting, or of another type, becomes a problem.
std::vector<Given> read_toml(std::string_view toml, std::string_view file, std::span<const Setting> table,
                             std::vector<Problem>& problems);

/// The value as it is kept (`8080` for `08080`), or nothing if the setting does not allow it.
std::optional<std::string> normalise(const Setting& setting, std::string_view text);

Problem wrong_value(const Given& given);

/// The problem of a name that is no setting, with the nearest of the names that `spell` gives the table's rows.
Problem unknown(std::string where, std::string_view name, std::span<const Setting> table,
                const std::function<std::string(const Setting&)>& spell);

}  // namespace smartmove::base::settings_sources
