#include <fmt/format.h>

#include "app/command.hpp"
#include "app/open_database.hpp"

namespace smartmove::app {

void add_init(CLI::App& app, Action& chosen) {
  app.add_subcommand("init", "Make the data directory and an empty database in it")->callback([&chosen] {
    chosen = [](const base::Settings& settings) -> base::Result<> {
      const auto database = TRY(open_or_create_database(settings));
      fmt::print("Ready: {}\nNext: smartmove import DIR\n", database->description());
      return {};
    };
  });
}

}  // namespace smartmove::app
