#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/settings.hpp"
#include "sources/pull_settings.hpp"
#include "storage/database.hpp"
#include "tasks/runner.hpp"
#include "tasks/scheduler.hpp"
#include "web/metrics.hpp"

namespace smartmove::app {

/// The work behind the site: the one list of what recurs and of who runs it. Runs from when it is made.
class Background {
 public:
  /// `database` and `metrics` must outlive it, and nobody may render `metrics` after it.
  Background(const base::Settings& settings, storage::Database& database, web::Metrics& metrics);
  ~Background();

  void ask_to_stop();                            ///< nothing new begins
  bool stop(std::chrono::milliseconds at_most);  ///< the same, and waits; whether all that ran has ended
  void begin_again();                            ///< after stop()

 private:
  void begin();

  storage::Database& database_;
  tasks::RunnerSettings settings_;
  sources::PullSettings pull_settings_;
  std::string pull_time_;
  std::unique_ptr<tasks::Scheduler> scheduler_;  // none with --task-threads 0
  std::unique_ptr<tasks::Runner> runner_;
  std::vector<std::unique_ptr<tasks::Runner>> unfinished_;  // had not ended when it was begun again
};

}  // namespace smartmove::app
