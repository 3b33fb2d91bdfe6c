#include <fmt/format.h>

#include "app/command.hpp"
#include "app/open_database.hpp"
#include "backup/backup.hpp"

namespace smartmove::app {
namespace {

base::Result<> backup(const base::Settings& settings, const std::string& file, backup::IfThere if_there) {
  const auto database = TRY(open_any_database(settings, storage::Access::read_only, Missing::refuse));
  const auto report = TRY(backup::make_backup(*database, settings.text("data"), settings.dump(), file, if_there));
  fmt::print(file == "-" ? stderr : stdout, "Saved {} in {} (tables: {}, rows: {}, media files: {}).\n",
             database->description(), file == "-" ? "standard output" : file, report.tables, report.rows,
             report.media_files);
  if (const auto& store = settings.text("media-store"); !store.empty()) {
    fmt::print(stderr, "The pictures lie in {} and are not in it: keep that store's own versions or copies.\n", store);
  }
  return {};
}

}  // namespace

void add_backup(CLI::App& app, Action& chosen) {
  auto* command =
      app.add_subcommand("backup",
                         "Save database, media and settings in one file, also while the server runs.\n"
                         "The settings come without passwords. Example: smartmove backup site.tar.zst --data data\n"
                         "Try a backup with `smartmove restore --check FILE`.");
  auto file = std::make_shared<std::string>();
  auto replace = std::make_shared<bool>(false);
  command->add_option("FILE", *file, "A new file, such as site.tar.zst; - is standard output")->required();
  command->add_flag("--replace", *replace, "Put it in the place of a FILE that exists, once it is whole");
  command->callback([=, &chosen] {
    chosen = [=](const base::Settings& settings) {
      return backup(settings, *file, *replace ? backup::IfThere::replace : backup::IfThere::refuse);
    };
  });
}

}  // namespace smartmove::app
