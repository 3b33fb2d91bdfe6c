#include "app/run.hpp"

#include <cstdio>
#include <exception>
#include <fmt/format.h>

#include "app/command.hpp"
#include "app/command_line.hpp"
#include "base/json_reader.hpp"
#include "base/log.hpp"

namespace smartmove::app {
namespace {

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_use = 2;

// The order of the help, after serve.
constexpr AddCommand commands[] = {add_init,   add_import,  add_export,  add_check, add_exposure, add_facts,
                                   add_backup, add_restore, add_migrate, add_tasks, add_config};

void report(const base::Error& error) {
  fmt::print(stderr, "smartmove: {}\n", error.message);
  fmt::print(stderr, "{}", base::format_problems(error.problems));
}

int perform(const Action& action, const SettingFlags& flags) {
  const auto settings = resolve_settings(flags);
  if (!settings) return report(settings.error()), wrong_use;
  base::configure_log(settings->text("log-format") == "json" ? base::LogFormat::json : base::LogFormat::text,
                      settings->text("log-level"));
  const auto result = action(*settings);
  if (!result) return report(result.error()), failed;
  return done;
}

std::vector<std::string_view> subcommand_names(const CLI::App& app) {
  std::vector<std::string_view> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// The library's words name neither a subcommand that is not there nor the flag that was meant.
std::string explain(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  const auto names = subcommand_names(app);
  const bool none = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && app.get_subcommands().empty();
  if (none && argc > 1 && argv[1][0] != '-') {
    const auto near = base::nearest(argv[1], names);
    return fmt::format(
        "There is no subcommand \"{}\". {}", argv[1],
        near.empty() ? fmt::format("There are {}.", fmt::join(names, ", ")) : fmt::format("Perhaps {}?", near));
  }
  if (none) return fmt::format("Name a subcommand: {}.", fmt::join(names, ", "));
  return error.what();
}

int parse_and_perform(int argc, char** argv) {
  CLI::App app(
      "Smart Move: a region's place-marketing portal.\nStart with `smartmove import DIR`, then `smartmove serve`.",
      "smartmove");
  app.set_version_flag("--version", "smartmove " SMARTMOVE_VERSION);
  app.require_subcommand(1);
  app.fallthrough();  // settings may stand before or after the subcommand
  SettingFlags flags;
  Action chosen;
  add_setting_flags(app, flags);
  add_serve(app, chosen, flags);
  for (const auto add : commands) add(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    fmt::print(stderr, "smartmove: {}\nSee `smartmove --help`.\n", explain(app, error, argc, argv));
    return wrong_use;
  }
  return perform(chosen, flags);
}

}  // namespace

int run(int argc, char** argv) {
  try {
    return parse_and_perform(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "smartmove: Something that should not happen did: {}. Please report it.\n", error.what());
    return failed;
  }
}

}  // namespace smartmove::app
