#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "base/result.hpp"
#include "base/settings.hpp"

namespace smartmove::app {

/// What the command line says of settings: name → text, and the configuration file.
struct SettingFlags {
  std::map<std::string, std::string> given;
  std::string config_file;
};

/// A flag for each row of the settings table, and `--config`.
void add_setting_flags(CLI::App& app, SettingFlags& flags);

/// The settings in force, from flags, environment and file. invalid: each wrong one named, with what it may be.
base::Result<base::Settings> resolve_settings(const SettingFlags& flags);

}  // namespace smartmove::app
