#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::base {

enum class SettingType { text, integer, boolean, choice };
enum class SettingOrigin { fallback, file, environment, flag };

/// One row of the settings table: makes the flag, the environment name, the TOML key, `config dump` and the manual
/// page.
struct Setting {
  std::string_view name;  ///< `page-store-bytes`: that in TOML, `--page-store-bytes`, `SMARTMOVE_PAGE_STORE_BYTES`
  SettingType type = SettingType::text;
  std::string_view fallback;                    ///< the default, as text
  std::string_view help;                        ///< one sentence
  bool secret = false;                          ///< shown as `(set)` by config dump
  long long minimum = 0;                        ///< for integers
  long long maximum = 0;                        ///< for integers
  std::string_view choices{};                   ///< for choices, separated by `|`
  bool (*accepts)(std::string_view) = nullptr;  ///< for texts, what they must be beside one line; the default is always
  std::string_view accepted{};                  ///< the same as a phrase
  bool reloads = false;                         ///< a running server takes a new value on SIGHUP
};

/// The one table (settings_table.cpp), in the order of the manual.
std::span<const Setting> settings_table();

/// The settings in force. Precedence: flag > environment > file > default. Immutable, thread-safe.
class Settings {
 public:
  struct Sources {
    std::map<std::string, std::string> flags;        ///< setting name → text as given
    std::map<std::string, std::string> environment;  ///< `SMARTMOVE_…` → text; other names are not looked at
    std::string toml{};                              ///< text of the configuration file
    std::string toml_file{};                         ///< its name, for messages
  };
  /// Every wrong or unknown setting is one Problem that names itself, its line in the file, and its allowed values;
  /// also one that a stronger source overrides. `table` must outlive the Settings.
  static Result<Settings> resolve(const Sources&, std::span<const Setting> table = settings_table());

  /// A name that is not in the table, or of another type, is a programmer's error and throws std::out_of_range.
  std::string text(std::string_view name) const;  ///< of any type
  long long integer(std::string_view name) const;
  bool boolean(std::string_view name) const;
  SettingOrigin origin(std::string_view name) const;
  std::vector<std::string> differences(const Settings& other) const;  ///< names of those with another value there
  std::string dump() const;  ///< TOML, every setting with its help and origin as comments, a secret as `(set)`

 private:
  struct Value {
    std::string text;
    SettingOrigin origin = SettingOrigin::fallback;
  };
  const Value& value(std::string_view name, SettingType type) const;

  std::span<const Setting> table_;
  std::map<std::string, Value, std::less<>> values_;
};

std::string environment_name(const Setting&);  ///< `SMARTMOVE_PAGE_STORE_BYTES`
std::string allowed_values(const Setting&);    ///< `a whole number from 0 to 65535`, as a phrase
std::string_view origin_name(SettingOrigin);   ///< `default`, `file`, `environment`, `flag`

/// Names that start with SMARTMOVE_ without being settings: the build's, the tests', `SMARTMOVE_TAKE_OVER`, which a
/// server sets for the one that replaces it, and `SMARTMOVE_CONFIG`, the path of the configuration file (which cannot
/// stand in that file).
bool is_reserved_environment(std::string_view name);

std::string manual_page(std::span<const Setting> table, std::string_view version);  ///< troff, section 1

}  // namespace smartmove::base
