#include "app/command_line.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

extern char** environ;

namespace smartmove::app {
namespace {

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> found;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (text.starts_with("SMARTMOVE_") && equals != std::string_view::npos) {
      found.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return found;
}

void add_flag(CLI::App& app, const base::Setting& setting, SettingFlags& flags) {
  const std::string name(setting.name);
  const auto flag = "--" + name;
  const auto help = fmt::format("{} [{}]", setting.help, setting.fallback.empty() ? "empty" : setting.fallback);
  CLI::Option* option = nullptr;
  if (setting.type == base::SettingType::boolean) {
    option = app.add_flag_function(
        flag, [&flags, name](std::int64_t) { flags.given[name] = "true"; }, help);
  } else {
    option = app.add_option_function<std::string>(
        flag, [&flags, name](const std::string& value) { flags.given[name] = value; }, help);
    option->type_name(setting.type == base::SettingType::text      ? "TEXT"
                      : setting.type == base::SettingType::integer ? "NUMBER"
                                                                   : std::string(setting.choices));
  }
  option->group("Settings");
}

/// The text of the settings file that `named_by` names. invalid: it cannot be read.
base::Result<std::string> read_file(const std::string& path, std::string_view named_by) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return base::fail(base::ErrorKind::invalid,
                      fmt::format("{}: {} is a folder. Name a TOML file with settings.", named_by, path));
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (stream && stream.peek() != std::ifstream::traits_type::eof()) text << stream.rdbuf();
  if (!text || stream.bad() || !stream.is_open()) {
    return base::fail(base::ErrorKind::invalid,
                      fmt::format("{}: {} cannot be read. Name a TOML file with settings.", named_by, path));
  }
  return text.str();
}

}  // namespace

void add_setting_flags(CLI::App& app, SettingFlags& flags) {
  app.add_option("--config", flags.config_file, "Settings as a TOML file; `smartmove config dump` writes one")
      ->type_name("FILE")
      ->group("Settings");
  for (const auto& setting : base::settings_table()) add_flag(app, setting, flags);
}

base::Result<base::Settings> resolve_settings(const SettingFlags& flags) {
  base::Settings::Sources sources{flags.given, environment(), {}, flags.config_file};
  std::string_view named_by = "--config";
  if (sources.toml_file.empty()) {
    if (const auto named = sources.environment.find("SMARTMOVE_CONFIG"); named != sources.environment.end()) {
      sources.toml_file = named->second;
      named_by = "SMARTMOVE_CONFIG";
    }
  }
  if (!sources.toml_file.empty()) sources.toml = TRY(read_file(sources.toml_file, named_by));
  return base::Settings::resolve(sources);
}

}  // namespace smartmove::app
