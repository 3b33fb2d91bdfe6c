#include <algorithm>
#include <fmt/format.h>
#include <memory>

#include "app/command.hpp"
#include "app/open_database.hpp"
#include "base/json_time.hpp"
#include "base/text.hpp"
#include "tasks/clock.hpp"
#include "tasks/queue.hpp"

namespace smartmove::app {
namespace {

constexpr std::int64_t shown_at_most = 1000;

struct ListOptions {
  std::string state;
  bool json = false;
};

std::string_view name_of(tasks::State state) { return boost::describe::enum_to_string(state, ""); }

boost::json::object as_json(const tasks::Task& task) {
  return {{"id", task.id.to_string()},
          {"kind", task.kind},
          {"key", task.key},
          {"payload", task.payload},
          {"state", name_of(task.state)},
          {"run_at", base::to_iso8601(task.run_at)},
          {"attempts", task.attempts},
          {"max_attempts", task.max_attempts},
          {"claimed_by", base::to_json(task.claimed_by)},
          {"claimed_until", base::to_json(task.claimed_until)},
          {"last_error", base::to_json(task.last_error)},
          {"created_at", base::to_iso8601(task.created_at)},
          {"changed_at", base::to_iso8601(task.changed_at)}};
}

void print_json(const std::vector<tasks::Task>& all) {
  boost::json::array array;
  for (const auto& task : all) array.push_back(as_json(task));
  fmt::print("{}\n", boost::json::serialize(array));
}

/// A line a task; its error, if it has one, on a line of its own below.
void print_lines(const std::vector<tasks::Task>& all) {
  if (all.empty()) fmt::print("There are none.\n");
  for (const auto& task : all) {
    fmt::print("{}  {:7}  {}  {}/{}  {} {}\n", task.id.to_string(), name_of(task.state), base::to_iso8601(task.run_at),
               task.attempts, task.max_attempts, task.kind, task.key);
    if (task.last_error) {
      auto words = *task.last_error;
      std::replace_if(
          words.begin(), words.end(), [](unsigned char c) { return c < ' '; }, ' ');
      fmt::print("    {}\n", words);
    }
  }
  if (static_cast<std::int64_t>(all.size()) == shown_at_most) fmt::print("Only the first {} are shown.\n", all.size());
}

base::Result<std::optional<tasks::State>> state_named(const std::string& name) {
  if (name.empty()) return std::optional<tasks::State>{};
  tasks::State state{};
  if (boost::describe::enum_from_string(name.c_str(), state)) return std::optional(state);
  return base::fail(base::ErrorKind::invalid,
                    "--state: " + base::quote(name) + " is no state: name waiting, running, done or dead.");
}

base::Result<> list(const base::Settings& settings, const ListOptions& options) {
  const auto state = TRY(state_named(options.state));
  const auto database = TRY(open_database(settings, storage::Access::read_only));
  const auto all =
      TRY(database->read([&](storage::Session& session) { return tasks::Queue(session).list(state, shown_at_most); }));
  options.json ? print_json(all) : print_lines(all);
  return {};
}

/// For changing a task. On SQLite a server has the data directory to itself, and its page cache depends on that.
base::Result<std::unique_ptr<storage::Database>> open_for_change(const base::Settings& settings) {
  auto database = open_database(settings, storage::Access::exclusive);
  if (database || !settings.text("database").empty() || database.error().kind != base::ErrorKind::unavailable) {
    return database;
  }
  auto error = std::move(database).error();
  error.message += " On SQLite tasks can be listed beside a running server, but not changed.";
  return base::fail(std::move(error));
}

template <class Change>
base::Result<> change_task(const base::Settings& settings, const std::string& text, std::string_view done,
                           Change change) {
  const auto id = tasks::TaskId::parse(text);
  if (!id) {
    return base::fail(base::ErrorKind::invalid,
                      base::quote(text) + " is not the id of a task: \"smartmove tasks\" lists them.");
  }
  const auto database = TRY(open_for_change(settings));
  TRY(database->write([&](storage::Session& session) -> base::Result<> {
    tasks::Queue queue(session);
    return change(queue, *id, TRY(tasks::database_now(session)));
  }));
  fmt::print("{} {}\n", done, text);
  return {};
}

base::Result<> retry(const base::Settings& settings, const std::string& id) {
  return change_task(settings, id, "Will be tried again:",
                     [](tasks::Queue& queue, tasks::TaskId task, base::Instant now) { return queue.retry(task, now); });
}

base::Result<> discard(const base::Settings& settings, const std::string& id) {
  return change_task(settings, id, "Discarded:", [](tasks::Queue& queue, tasks::TaskId task, base::Instant) {
    return queue.discard(task);
  });
}

using ChangeTask = base::Result<> (*)(const base::Settings&, const std::string&);

void add_change(CLI::App& command, const char* name, const char* help, ChangeTask change, Action& chosen) {
  auto* subcommand = command.add_subcommand(name, help);
  auto id = std::make_shared<std::string>();
  subcommand->add_option("ID", *id, "As `smartmove tasks` shows it")->required();
  subcommand->callback([change, id, &chosen] {
    chosen = [change, id](const base::Settings& settings) { return change(settings, *id); };
  });
}

}  // namespace

void add_tasks(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("tasks", "Show background work, retry or discard what has failed");
  command->require_subcommand(0, 1);
  auto options = std::make_shared<ListOptions>();
  command->add_option("--state", options->state, "Only these; without it every one that is not done")
      ->type_name("waiting|running|done|dead");
  command->add_flag("--json", options->json, "As a JSON array");
  command->add_subcommand("list", "Show them (so does `tasks` alone)");
  add_change(*command, "retry", "Run a dead or waiting task at once, with all its attempts again", retry, chosen);
  add_change(*command, "discard", "Forget a dead or waiting task", discard, chosen);
  command->callback([command, options, &chosen] {
    if (command->got_subcommand("retry") || command->got_subcommand("discard")) return;
    chosen = [options](const base::Settings& settings) { return list(settings, *options); };
  });
}

}  // namespace smartmove::app
