#include <fmt/format.h>

#include "app/command.hpp"
#include "app/open_database.hpp"
#include "storage/migrations.hpp"

namespace smartmove::app {

void add_migrate(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("migrate", "Bring the database's schema up to this program's");
  auto dry_run = std::make_shared<bool>(false);
  command->add_flag("--dry-run", *dry_run, "Only name the migrations that would be applied");
  command->callback([dry_run, &chosen] {
    chosen = [dry_run](const base::Settings& settings) -> base::Result<> {
      const auto access = *dry_run ? storage::Access::read_only : storage::Access::exclusive;
      const auto database = TRY(open_any_database(settings, access, Missing::refuse));
      const auto names = *dry_run ? TRY(storage::pending(*database)) : TRY(storage::migrate(*database));
      for (const auto& name : names) fmt::print("{} {}\n", *dry_run ? "would apply" : "applied", name);
      if (names.empty()) fmt::print("The schema is up to date.\n");
      return {};
    };
  });
}

}  // namespace smartmove::app
