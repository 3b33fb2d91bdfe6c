#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "app/command_line.hpp"
#include "base/result.hpp"
#include "base/settings.hpp"

namespace smartmove::app {

/// What a subcommand does once the settings are known.
using Action = std::function<base::Result<>(const base::Settings&)>;

/// Adds one subcommand to the command line; `chosen` is set to its action when it is the one asked for. One file each.
using AddCommand = void (*)(CLI::App& app, Action& chosen);

void add_serve(CLI::App& app, Action& chosen, const SettingFlags& flags);  ///< looks at them again to reload
void add_init(CLI::App& app, Action& chosen);
void add_import(CLI::App& app, Action& chosen);
void add_export(CLI::App& app, Action& chosen);
void add_check(CLI::App& app, Action& chosen);
void add_exposure(CLI::App& app, Action& chosen);
void add_facts(CLI::App& app, Action& chosen);
void add_backup(CLI::App& app, Action& chosen);
void add_restore(CLI::App& app, Action& chosen);
void add_migrate(CLI::App& app, Action& chosen);
void add_tasks(CLI::App& app, Action& chosen);
void add_config(CLI::App& app, Action& chosen);

}  // namespace smartmove::app
