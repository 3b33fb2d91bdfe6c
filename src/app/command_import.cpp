#include <algorithm>
#include <fmt/format.h>

#include "app/command.hpp"
#include "app/features.hpp"
#include "app/open_database.hpp"
#include "base/embedded.hpp"
#include "content/pack.hpp"
#include "media/open_store.hpp"

namespace smartmove::app {
namespace {

constexpr std::size_t most_names = 10;

struct Wishes {
  std::string folder;
  bool check = false;
  bool prune = false;
};

/// `kept though not in the pack: 12 facts: 1881/population 2015, … and 2 more`
void print_names(std::string_view what, const content::ImportReport::Names& names) {
  for (const auto& [kind, all] : names) {
    const auto shown = std::min(all.size(), most_names);
    const auto rest = all.size() - shown;
    fmt::print("{}: {} {}: {}{}\n", what, all.size(), all.size() == 1 ? kind.substr(0, kind.size() - 1) : kind,
               fmt::join(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
               rest == 0 ? std::string() : fmt::format(" and {} more", rest));
  }
}

void print(const content::ImportReport& report, const Wishes& wishes) {
  for (const auto& [kind, count] : report.counts) {
    fmt::print("{}: {} new, {} changed, {} unchanged\n", kind, count.added, count.changed, count.unchanged);
  }
  print_names("taken away, not in the pack", report.removed);
  print_names("kept though not in the pack", report.kept);
  if (!report.kept.empty() && !wishes.prune) fmt::print("To take these away too, import with --prune.\n");
  if (wishes.check) fmt::print("The pack is sound; nothing was changed.\n");
}

base::Result<> import(const base::Settings& settings, storage::Database& database, const Wishes& wishes) {
  const auto translations = TRY(base::Translations::load(base::embedded::translations()));
  const auto media = TRY(media::open_store(settings));
  const Features features(*media, media::limits_of(settings));
  print(TRY(content::import_pack(database, features.registry(), translations, wishes.folder,
                                 wishes.check ? content::ImportMode::check : content::ImportMode::apply,
                                 wishes.prune ? content::Leftovers::prune : content::Leftovers::keep)),
        wishes);
  return {};
}

}  // namespace

void add_import(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("import", "Take a content pack in, whole or not at all");
  auto wishes = std::make_shared<Wishes>();
  command->add_option("DIR", wishes->folder, "The pack's folder")->required();
  command->add_flag("--check", wishes->check, "Only say what is wrong or would change; also while a server runs");
  command->add_flag("--prune", wishes->prune, "Withdraw documents and remove figures that the pack does not have");
  command->callback([wishes, &chosen] {
    chosen = [wishes](const base::Settings& settings) -> base::Result<> {
      if (wishes->check) {
        auto trial = TRY(TrialDatabase::open(settings));
        return import(settings, trial.database(), *wishes);
      }
      const auto database = TRY(open_or_create_database(settings));
      return import(settings, *database, *wishes);
    };
  });
}

}  // namespace smartmove::app
