#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/command.hpp"
#include "app/open_database.hpp"
#include "backup/restore.hpp"

namespace smartmove::app {
namespace {

void print_contents(const backup::RestoreReport& report) {
  fmt::print("Made {} by {} from {}.\n", report.header.made_at, report.header.program,
             report.header.database == "postgres" ? "PostgreSQL" : "SQLite");
  for (const auto& [table, rows] : report.manifest.rows) {
    if (rows > 0) fmt::print("{}: {}\n", table, rows);
  }
  const auto media = std::count_if(report.manifest.members.begin(), report.manifest.members.end(),
                                   [](const auto& member) { return member.name.starts_with("media/"); });
  fmt::print("media files: {}\n", media);
}

base::Result<> check(const std::string& file) {
  print_contents(TRY(backup::check_backup(file)));
  fmt::print("{} is whole; nothing was restored.\n", file);
  return {};
}

base::Result<> restore(const base::Settings& settings, const std::string& file, backup::Target target) {
  const auto report =
      TRY(backup::restore_backup(file, database_settings(settings, storage::Access::exclusive), target));
  print_contents(report);
  fmt::print("Restored {} to {}.\n", file, report.into);
  fmt::print("The settings it was made with lie in {}/settings.toml; passwords are not among them.\n",
             settings.text("data"));
  if (report.pending.empty()) {
    fmt::print("Next: smartmove serve\n");
  } else {
    fmt::print("It lacks {} of this version's migrations ({}). Next: smartmove migrate\n", report.pending.size(),
               fmt::join(report.pending, ", "));
  }
  return {};
}

}  // namespace

void add_restore(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand(
      "restore",
      "Take a backup in, whole or not at all: into a new data directory, or with --database into an\n"
      "empty PostgreSQL database. A backup of the one goes into the other. The whole file is verified\n"
      "first. Example: smartmove restore site.tar.zst --data restored, then smartmove serve --data restored");
  auto file = std::make_shared<std::string>();
  auto replace = std::make_shared<bool>(false);
  auto check_only = std::make_shared<bool>(false);
  command->add_option("FILE", *file, "What `smartmove backup` made")->required();
  command->add_flag("--replace", *replace, "Put it in the place of the site that is there; stop its server first");
  command->add_flag("--check", *check_only, "Only verify the file");
  command->callback([=, &chosen] {
    chosen = [=](const base::Settings& settings) {
      if (*check_only) return check(*file);
      return restore(settings, *file, *replace ? backup::Target::may_be_replaced : backup::Target::must_be_empty);
    };
  });
}

}  // namespace smartmove::app
