#include <fmt/format.h>

#include "app/command.hpp"
#include "app/features.hpp"
#include "app/open_database.hpp"
#include "base/embedded.hpp"
#include "content/pack.hpp"

namespace smartmove::app {
namespace {

base::Result<> import(const base::Settings& settings, const std::string& folder, content::ImportMode mode) {
  const auto translations = TRY(base::Translations::load(base::embedded::translations()));
  const Features features;
  const auto database = TRY(open_or_create_database(settings));
  const auto report = TRY(content::import_pack(*database, features.registry(), translations, folder, mode));
  for (const auto& [kind, count] : report.counts) {
    fmt::print("{}: {} new, {} changed, {} unchanged\n", kind, count.added, count.changed, count.unchanged);
  }
  if (mode == content::ImportMode::check) fmt::print("The pack is sound; nothing was changed.\n");
  return {};
}

}  // namespace

void add_import(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("import", "Take a content pack in, whole or not at all");
  auto folder = std::make_shared<std::string>();
  auto check = std::make_shared<bool>(false);
  command->add_option("DIR", *folder, "The pack's folder")->required();
  command->add_flag("--check", *check, "Only say what is wrong or would change");
  command->callback([=, &chosen] {
    chosen = [=](const base::Settings& settings) {
      return import(settings, *folder, *check ? content::ImportMode::check : content::ImportMode::apply);
    };
  });
}

}  // namespace smartmove::app
