#include <fmt/format.h>
#include <memory>

#include "app/command.hpp"
#include "app/facts_output.hpp"
#include "app/open_database.hpp"
#include "base/text.hpp"
#include "sources/source_store.hpp"

namespace smartmove::app {
namespace {

using sources::PullMode;

constexpr std::int64_t shown_at_most = 100;

struct PullWishes {
  std::vector<std::string> sources;
  bool dry_run = false;
};

/// For changing facts. On SQLite a server has the data directory to itself, and its page cache depends on that.
base::Result<std::unique_ptr<storage::Database>> open_for_change(const base::Settings& settings) {
  auto database = open_database(settings, storage::Access::exclusive);
  if (database || !settings.text("database").empty() || database.error().kind != base::ErrorKind::unavailable) {
    return database;
  }
  auto error = std::move(database).error();
  error.message +=
      " On SQLite a running server pulls by itself, at facts-pull-time; beside it only `pull --dry-run`, `runs` and "
      "`show` work.";
  return base::fail(std::move(error));
}

base::Result<std::vector<std::string>> all_sources(storage::Database& database) {
  return database.read([](storage::Session& session) -> base::Result<std::vector<std::string>> {
    std::vector<std::string> keys;
    for (const auto& [key, source] : TRY(sources::SourceStore(session).all())) keys.push_back(key);
    return keys;
  });
}

base::Result<sources::Pulled> pull_one(storage::Database& database, const sources::PullSettings& settings,
                                       const std::string& source, PullMode mode) {
  ProgressBar bar(source);
  return sources::pull(database, settings, source, mode, fetch::wait_until_stopped({}),
                       [&](std::size_t done, std::size_t total) { bar.show(done, total); });
}

/// One source's failure does not keep another from being pulled.
base::Result<> pull(const base::Settings& settings, const PullWishes& wishes) {
  const auto mode = wishes.dry_run ? PullMode::dry_run : PullMode::apply;
  const auto database =
      wishes.dry_run ? TRY(open_database(settings, storage::Access::read_only)) : TRY(open_for_change(settings));
  const auto keys = wishes.sources.empty() ? TRY(all_sources(*database)) : wishes.sources;
  if (keys.empty()) {
    return base::fail(base::ErrorKind::not_found,
                      "There is no source to pull from: a content pack brings them, in its folder sources.");
  }
  const auto pull_settings = sources::pull_settings(settings);
  std::vector<PullLine> lines;
  for (const auto& key : keys) lines.emplace_back(key, pull_one(*database, pull_settings, key, mode));
  print_pulls(lines, mode);
  base::Error failed{base::ErrorKind::unavailable, "", {}, {}};
  for (const auto& [key, pulled] : lines) {
    if (pulled) continue;
    failed.message +=
        fmt::format("{}{}: {}", failed.message.empty() ? "" : "\nsmartmove: ", key, pulled.error().message);
    failed.problems.insert(failed.problems.end(), pulled.error().problems.begin(), pulled.error().problems.end());
  }
  if (failed.message.empty()) return {};
  return base::fail(std::move(failed));
}

base::Result<> list_runs(const base::Settings& settings, bool json) {
  const auto database = TRY(open_database(settings, storage::Access::read_only));
  const auto runs =
      TRY(database->read([](storage::Session& session) { return sources::SourceStore(session).runs(shown_at_most); }));
  if (json)
    fmt::print("{}\n", runs_as_json(runs));
  else
    print_runs(runs);
  return {};
}

base::Result<sources::RunId> run_named(const std::string& text) {
  auto id = sources::RunId::parse(text);
  if (id) return id;
  return base::fail(base::ErrorKind::invalid,
                    base::quote(text) + " is not the id of a run: \"smartmove facts runs\" lists them.");
}

base::Result<> show(const base::Settings& settings, const std::string& text) {
  const auto id = TRY(run_named(text));
  const auto database = TRY(open_database(settings, storage::Access::read_only));
  return database->read([&](storage::Session& session) -> base::Result<> {
    sources::SourceStore store(session);
    const auto run = TRY(store.run(id));
    if (!run) {
      return base::fail(base::ErrorKind::not_found,
                        fmt::format("There is no run {}: \"smartmove facts runs\" lists them.", text));
    }
    print_run(*run, TRY(store.rows(id)));
    return {};
  });
}

base::Result<> approve(const base::Settings& settings, const std::string& text) {
  const auto id = TRY(run_named(text));
  const auto database = TRY(open_for_change(settings));
  const auto run = TRY(sources::approve(*database, id));
  fmt::print("Taken in: what run {} of {} held.\n", text, run.source);
  return {};
}

base::Result<> undo(const base::Settings& settings, const std::string& text) {
  const auto id = TRY(run_named(text));
  const auto database = TRY(open_for_change(settings));
  const auto run = TRY(sources::undo(*database, id));
  fmt::print("Undone: run {} of {}. The next pull brings the same, unless the source or its service changes.\n", text,
             run.source);
  return {};
}

using OnRun = base::Result<> (*)(const base::Settings&, const std::string&);

void add_on_run(CLI::App& command, const char* name, const char* help, OnRun act, Action& chosen) {
  auto* subcommand = command.add_subcommand(name, help);
  auto id = std::make_shared<std::string>();
  subcommand->add_option("RUN", *id, "As `smartmove facts runs` shows it")->required();
  subcommand->callback(
      [act, id, &chosen] { chosen = [act, id](const base::Settings& settings) { return act(settings, *id); }; });
}

}  // namespace

void add_facts(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("facts", "Pull figures from their sources; see, approve and undo what was pulled");
  command->require_subcommand(1);
  auto* pull_command = command->add_subcommand("pull", "Ask the services for the figures of the sources");
  auto wishes = std::make_shared<PullWishes>();
  pull_command->add_option("SOURCE", wishes->sources, "The sources' keys; without any, all of them");
  pull_command->add_flag("--dry-run", wishes->dry_run, "Only say what would change; also while a server runs");
  pull_command->callback(
      [wishes, &chosen] { chosen = [wishes](const base::Settings& settings) { return pull(settings, *wishes); }; });
  auto* runs = command->add_subcommand("runs", "List the pulls, the newest first");
  auto json = std::make_shared<bool>(false);
  runs->add_flag("--json", *json, "As a JSON array");
  runs->callback(
      [json, &chosen] { chosen = [json](const base::Settings& settings) { return list_runs(settings, *json); }; });
  add_on_run(*command, "show", "Show what a pull did, figure by figure", show, chosen);
  add_on_run(*command, "approve", "Take in what a pull has held because it jumped", approve, chosen);
  add_on_run(*command, "undo", "Put back every figure that a pull has changed", undo, chosen);
}

}  // namespace smartmove::app
