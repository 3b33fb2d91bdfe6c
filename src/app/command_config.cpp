#include <fmt/format.h>

#include "app/command.hpp"

namespace smartmove::app {

void add_config(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("config", "Show the settings");
  command->require_subcommand(1);
  command->add_subcommand("dump", "Every setting in force, as a TOML file")->callback([&chosen] {
    chosen = [](const base::Settings& settings) -> base::Result<> {
      fmt::print("{}", settings.dump());
      return {};
    };
  });
  command->add_subcommand("manual", "The manual page, made from the settings table (troff)")->callback([&chosen] {
    chosen = [](const base::Settings&) -> base::Result<> {
      fmt::print("{}", base::manual_page(base::settings_table(), SMARTMOVE_VERSION));
      return {};
    };
  });
}

}  // namespace smartmove::app
