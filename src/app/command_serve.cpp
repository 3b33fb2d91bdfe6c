#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <time.h>  // NOLINT: clock_gettime
#include <unistd.h>

#include "app/command.hpp"
#include "app/hand_over.hpp"
#include "app/open_database.hpp"
#include "app/portal.hpp"
#include "app/service_manager.hpp"
#include "base/log.hpp"
#include "storage/integrity.hpp"

namespace smartmove::app {
namespace {

// Blocked before any thread exists, so that only sigwait() gets them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR2}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void log_refused(const base::Error& error) {
  base::log(spdlog::level::err, "reload_refused", {{"message", error.message + " Nothing was changed."}});
  for (const auto& problem : error.problems) {
    base::log(spdlog::level::err, "setting_refused",
              {{"setting", problem.where}, {"found", problem.found}, {"expected", problem.expected}});
  }
}

bool reloads(std::string_view name) {
  for (const auto& row : base::settings_table()) {
    if (row.name == name) return row.reloads;
  }
  return false;
}

/// A damaged database would be served with holes in it. A large one is not gone through at every start.
base::Result<> refuse_damage(storage::Database& database) {
  constexpr std::chrono::milliseconds at_most{100};
  const auto verdict = TRY(storage::check_integrity(database, storage::Scrutiny::whole, at_most));
  if (verdict == storage::Verdict::unfinished) {
    base::log(spdlog::level::debug, "database_too_large_for_a_whole_check", {});
  }
  return {};
}

/// Says of each setting that was changed what has become of it.
void log_changes(const base::Settings& before, const base::Settings& after) {
  for (const auto& name : before.differences(after)) {
    base::log(spdlog::level::info, reloads(name) ? "setting_changed" : "setting_waits_for_restart",
              {{"setting", name}});
  }
}

/// One running site, from its start to its end.
class Service {
 public:
  Service(const base::Settings& settings, const SettingFlags& flags) : settings_(settings), flags_(flags) {}

  base::Result<> start() {
    auto listeners = TRY(sockets_from_service_manager());
    auto before = TRY(Predecessor::find());
    if (before) {
      listeners = before->listeners();
      TRY(before->ask_for_database());
    }
    database_ = TRY(open_database(settings_, storage::Access::exclusive));
    TRY(refuse_damage(*database_));
    portal_ = TRY(Portal::start(settings_, *database_, std::move(listeners)));
    fmt::print("{}\n", portal_->url());
    std::fflush(stdout);
    notify_service_manager("READY=1");
    if (before) before->say_ready();
    return {};
  }

  /// Until told to stop, or replaced.
  void live(const sigset_t& signals) {
    while (true) {
      int signal = 0;
      sigwait(&signals, &signal);
      if (signal == SIGHUP) {
        reload();
      } else if (signal != SIGUSR2 || hand_over()) {
        return stop(signal);
      }
    }
  }

 private:
  void stop(int signal) {
    base::log(spdlog::level::info, "server_stopping", {{"signal", signal}});
    if (signal != SIGUSR2) notify_service_manager("STOPPING=1");
    if (portal_->stop()) return;
    base::log(spdlog::level::warn, "server_stopped_during_a_task");
    std::_Exit(0);  // not through destructors, which would wait for it; another run takes it up
  }

  void reload() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    notify_service_manager(
        fmt::format("RELOADING=1\nMONOTONIC_USEC={}", now.tv_sec * 1'000'000LL + now.tv_nsec / 1000));
    const auto settings = resolve_settings(flags_);
    const auto done = settings ? portal_->reload(*settings) : base::Result<>(base::fail(settings.error()));
    if (done) {
      log_changes(settings_, *settings);
      base::set_log_level(settings->text("log-level"));
      settings_ = *settings;
      base::log(spdlog::level::info, "settings_reloaded");
    } else {
      log_refused(done.error());
    }
    notify_service_manager("READY=1");
  }

  /// Whether another process serves now.
  bool hand_over() {
    base::log(spdlog::level::info, "hand_over_started");
    const auto done = try_hand_over();
    if (done) return true;
    base::log(spdlog::level::err, "hand_over_failed", {{"message", done.error().message}});
    if (const auto again = portal_->step_forward(); !again) {
      base::log(spdlog::level::err, "database_lost", {{"message", again.error().message}});
    }
    return false;
  }

  base::Result<> try_hand_over() {
    auto successor = TRY(Successor::start(portal_->listeners()));
    TRY(successor.await_question());
    TRY(portal_->stand_back());
    successor.allow();
    TRY(successor.await_ready());
    notify_service_manager(fmt::format("MAINPID={}", successor.process()));
    base::log(spdlog::level::info, "handed_over", {{"process", successor.process()}});
    return {};
  }

  base::Settings settings_;
  const SettingFlags& flags_;
  std::unique_ptr<storage::Database> database_{};
  std::unique_ptr<Portal> portal_{};
};

}  // namespace

void add_serve(CLI::App& app, Action& chosen, const SettingFlags& flags) {
  app.add_subcommand("serve",
                     "Serve the site until told to stop (SIGINT, SIGTERM); prints its address when ready. SIGHUP reads "
                     "the settings again, SIGUSR2 starts the program anew in its place")
      ->callback([&chosen, &flags] {
        chosen = [&flags](const base::Settings& settings) -> base::Result<> {
          const auto signals = block_signals();
          Service service(settings, flags);
          TRY(service.start());
          service.live(signals);
          return {};
        };
      });
}

}  // namespace smartmove::app
