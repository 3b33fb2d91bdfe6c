#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <pthread.h>

#include "app/command.hpp"
#include "app/open_database.hpp"
#include "app/portal.hpp"
#include "base/log.hpp"

namespace smartmove::app {
namespace {

// Blocked before any thread exists, so that only wait_for_stop() gets them.
sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

int wait_for_stop() {
  const auto signals = stop_signals();
  int signal = 0;
  sigwait(&signals, &signal);
  return signal;
}

base::Result<> serve(const base::Settings& settings) {
  const auto signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  auto database = TRY(open_database(settings, storage::Access::exclusive));
  auto portal = TRY(Portal::start(settings, *database));
  fmt::print("{}\n", portal->url());
  std::fflush(stdout);
  const int signal = wait_for_stop();
  base::log(spdlog::level::info, "server_stopping", {{"signal", signal}});
  portal->stop();
  return {};
}

}  // namespace

void add_serve(CLI::App& app, Action& chosen) {
  app.add_subcommand("serve", "Serve the site until told to stop (SIGINT, SIGTERM); prints its address when ready")
      ->callback([&chosen] { chosen = serve; });
}

}  // namespace smartmove::app
