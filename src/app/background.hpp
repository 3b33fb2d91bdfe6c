#pragma once

#include <chrono>
#include <memory>

#include "base/settings.hpp"
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

 private:
  std::unique_ptr<tasks::Scheduler> scheduler_;  // none with --task-threads 0
  std::unique_ptr<tasks::Runner> runner_;
};

}  // namespace smartmove::app
