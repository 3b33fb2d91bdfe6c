#include "tasks/scheduler.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "tasks/sql.hpp"

namespace smartmove::tasks {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds longest_pause = 10s;

}  // namespace

/// What a look found. Read first and written only if there is something to write.
struct Scheduler::Plan {
  base::Instant now;
  std::vector<NewTask> tasks{};
  std::vector<std::pair<std::string, base::Instant>> marks{};  ///< duty → when it is next due
  std::optional<base::Instant> next{};

  bool is_empty() const { return tasks.empty() && marks.empty(); }
  void look_at(base::Instant moment) { next = next ? std::min(*next, moment) : moment; }
  void enqueue(const Duty& duty, base::Instant occurrence) {
    tasks.push_back({.kind = duty.kind, .key = base::to_iso8601(occurrence), .run_at = now});
  }
};

Scheduler::Scheduler(storage::Database& database, std::vector<Duty> duties, ZoneOf zone, Clock clock)
    : database_(database),
      duties_(std::move(duties)),
      zone_(std::move(zone)),
      clock_(std::move(clock)),
      wake_(std::make_shared<Wake>()) {}

Scheduler::~Scheduler() {
  ask_to_stop();
  if (thread_.joinable()) thread_.join();
}

void Scheduler::start() {
  database_.on_change([wake = wake_](const storage::Change& change) {
    if (!is_wake_up(change)) wake->wake();
  });
  thread_ = std::thread([this] { work(); });
}

void Scheduler::ask_to_stop() { wake_->stop(); }

void Scheduler::work() {
  bool is_out_of_order = false;
  const auto pause_after_look = [&]() -> milliseconds {
    std::string cause;
    try {
      if (const auto pause = look()) {
        is_out_of_order = false;
        return *pause;
      } else {
        cause = pause.error().message + " [" + pause.error().cause + "]";
      }
    } catch (const std::exception& error) {
      cause = error.what();
    }
    if (!is_out_of_order) base::log(spdlog::level::err, "scheduler_out_of_order", {{"cause", cause}});
    is_out_of_order = true;
    return 1s;
  };
  for (bool go = true; go;) {
    const auto seen = wake_->count();
    go = wake_->wait(seen, pause_after_look());
  }
}

base::Result<milliseconds> Scheduler::look() {
  auto found = TRY(database_.read([&](storage::Session& session) { return plan(session); }));
  if (!found.is_empty()) {
    found = TRY(database_.write([&](storage::Session& session) -> base::Result<Plan> {
      auto due = TRY(plan(session));  // again: another node may have been quicker
      for (const auto& task : due.tasks) TRY(Queue(session).enqueue(task, due.now));
      for (const auto& [kind, next_at] : due.marks) TRY(session.execute(sql::put_duty, kind, next_at));
      return due;
    }));
  }
  return found.next ? std::clamp<milliseconds>(*found.next - found.now, 1ms, longest_pause) : longest_pause;
}

base::Result<Scheduler::Plan> Scheduler::plan(storage::Session& session) const {
  Plan plan{TRY(clock_(session))};
  for (const auto& duty : duties_) {
    if (std::holds_alternative<Moments>(duty.when)) {
      TRY(plan_moments(session, duty, plan));
    } else {
      TRY(plan_schedule(session, duty, plan));
    }
  }
  return plan;
}

base::Result<> Scheduler::plan_schedule(storage::Session& session, const Duty& duty, Plan& plan) const {
  const auto mark = TRY(session.one<base::Instant>(sql::find_duty, duty.kind));
  const auto next = next_occurrence(std::get<Schedule>(duty.when), plan.now, TRY(zone_(session)));
  if (mark && *mark <= plan.now) plan.enqueue(duty, *mark);
  // Also where it lies ahead but elsewhere: the schedule, the zone or the clock has been set.
  if (mark != next) plan.marks.emplace_back(duty.kind, next);
  plan.look_at(next);
  return {};
}

base::Result<> Scheduler::plan_moments(storage::Session& session, const Duty& duty, Plan& plan) const {
  const auto moment = TRY(std::get<Moments>(duty.when)(session, plan.now));
  if (!moment) return {};
  if (*moment > plan.now) {
    plan.look_at(*moment);
  } else if (!TRY(Queue(session).is_pending(duty.kind, base::to_iso8601(*moment)))) {
    plan.enqueue(duty, *moment);
  }
  return {};
}

}  // namespace smartmove::tasks
