#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "storage/database.hpp"
#include "tasks/clock.hpp"
#include "tasks/queue.hpp"
#include "tasks/schedule.hpp"
#include "tasks/wake.hpp"

namespace smartmove::tasks {

/// For what is due at moments that the data names: the first one that has not been taken care of, past or to come. Its
/// handler takes care of all that have passed, and moves it on.
using Moments = std::function<base::Result<std::optional<base::Instant>>(storage::Session&, base::Instant now)>;

/// What recurs: at each occurrence a task of the kind is enqueued.
struct Duty {
  std::string kind;
  std::variant<Schedule, Moments> when;
};

/// The region's; asked at every look, as an import may change it.
using ZoneOf = std::function<base::Result<base::TimeZone>(storage::Session&)>;

/// Enqueues what is due: once for each occurrence, over all nodes; once for all that were missed while nothing ran.
/// Looks when anything in the database has changed, when the next one is due, and every 10 seconds, so that a clock
/// that was set, forwards or back, is noticed.
class Scheduler {
 public:
  /// `database` must outlive it.
  Scheduler(storage::Database& database, std::vector<Duty> duties, ZoneOf zone, Clock clock = database_now);
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  void start();
  void ask_to_stop();

  /// One look: enqueues what is due; how long until it is worth looking again.
  base::Result<std::chrono::milliseconds> look();

 private:
  struct Plan;
  base::Result<Plan> plan(storage::Session& session) const;
  base::Result<> plan_schedule(storage::Session& session, const Duty& duty, Plan& plan) const;
  base::Result<> plan_moments(storage::Session& session, const Duty& duty, Plan& plan) const;
  void work();

  storage::Database& database_;
  std::vector<Duty> duties_;
  ZoneOf zone_;
  Clock clock_;
  std::shared_ptr<Wake> wake_;  // shared: the database's listener may outlive the scheduler
  std::thread thread_;
};

}  // namespace smartmove::tasks
