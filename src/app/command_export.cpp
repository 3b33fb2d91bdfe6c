#include <fmt/format.h>

#include "app/command.hpp"
#include "app/features.hpp"
#include "app/open_database.hpp"
#include "content/pack.hpp"
#include "media/open_store.hpp"

namespace smartmove::app {

void add_export(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("export", "Write the site as a content pack");
  auto folder = std::make_shared<std::string>();
  command->add_option("DIR", *folder, "A new or empty folder")->required();
  command->callback([folder, &chosen] {
    chosen = [folder](const base::Settings& settings) -> base::Result<> {
      const auto media = TRY(media::open_store(settings));
      const Features features(*media, media::limits_of(settings));
      const auto database = TRY(open_database(settings, storage::Access::read_only));
      TRY(content::export_pack(*database, features.registry(), *folder));
      fmt::print("Exported to {}\n", *folder);
      return {};
    };
  });
}

}  // namespace smartmove::app
