#include "app/background.hpp"

#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "content/document_store.hpp"
#include "content/schedule_task.hpp"
#include "sources/pull_task.hpp"
#include "tasks/housekeeping.hpp"
#include "tasks/queue.hpp"

namespace smartmove::app {
namespace {

std::vector<tasks::Duty> duties(const std::string& pull_time) {
  auto all = tasks::housekeeping_duties();
  all.push_back(content::schedule_duty());
  for (auto& duty : sources::pull_duties(pull_time)) all.push_back(std::move(duty));
  return all;
}

std::vector<tasks::Handler> handlers(storage::Database& database, const sources::PullSettings& pull) {
  auto all = tasks::housekeeping_handlers(database);
  all.push_back(content::schedule_handler(database));
  for (auto& handler : sources::pull_handlers(database, pull)) all.push_back(std::move(handler));
  return all;
}

base::Result<base::TimeZone> zone_of_region(storage::Session& session) {
  const auto region = TRY(content::DocumentStore(session).region());
  return base::TimeZone::find(region ? region->time_zone : "UTC");
}

/// What /metrics says of background work; not numbers while the database cannot be asked.
struct Numbers {
  double waiting = std::numeric_limits<double>::quiet_NaN();
  double running = waiting;
  double dead = waiting;
  double oldest_seconds = waiting;
  double overdue = waiting;
};

/// Counts once a second at most, however many gauges ask.
class Counter {
 public:
  explicit Counter(storage::Database& database) : database_(database) {}

  Numbers numbers() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (!counted_ || now - *counted_ >= std::chrono::seconds(1)) {
      const auto counted = count();
      numbers_ = counted ? *counted : Numbers{};
      counted_ = now;
    }
    return numbers_;
  }

 private:
  base::Result<Numbers> count() {
    return database_.read([](storage::Session& session) -> base::Result<Numbers> {
      const auto now = TRY(tasks::database_now(session));
      const auto counts = TRY(tasks::Queue(session).counts(now));
      Numbers numbers;
      numbers.waiting = static_cast<double>(counts.waiting);
      numbers.running = static_cast<double>(counts.running);
      numbers.dead = static_cast<double>(counts.dead);
      numbers.oldest_seconds = counts.oldest ? std::chrono::duration<double>(now - *counts.oldest).count() : 0;
      numbers.overdue = static_cast<double>(TRY(content::overdue_announcements(session, now)));
      return numbers;
    });
  }

  storage::Database& database_;
  std::mutex mutex_;
  std::optional<std::chrono::steady_clock::time_point> counted_;
  Numbers numbers_;
};

void add_metrics(web::Metrics& metrics, storage::Database& database) {
  const auto counter = std::make_shared<Counter>(database);
  const auto gauge = [&](const char* name, const char* help, double Numbers::*value) {
    metrics.add(name, help, [counter, value] { return counter->numbers().*value; });
  };
  gauge("smartmove_tasks_waiting", "Tasks that wait for their time or for another attempt.", &Numbers::waiting);
  gauge("smartmove_tasks_running", "Tasks that a server runs.", &Numbers::running);
  gauge("smartmove_tasks_dead", "Tasks that were given up; see `smartmove tasks`.", &Numbers::dead);
  gauge("smartmove_task_oldest_seconds", "How long the oldest task that could run has been waiting.",
        &Numbers::oldest_seconds);
  gauge("smartmove_schedule_overdue", "Moments of publishing or expiry that have passed without being announced.",
        &Numbers::overdue);
}

}  // namespace

Background::Background(const base::Settings& settings, storage::Database& database, web::Metrics& metrics)
    : database_(database),
      pull_settings_(sources::pull_settings(settings)),
      pull_time_(settings.text("facts-pull-time")) {
  add_metrics(metrics, database);
  settings_.threads = static_cast<unsigned>(settings.integer("task-threads"));
  settings_.lease = std::chrono::seconds(settings.integer("task-lease-seconds"));
  begin();
}

void Background::begin() {
  if (settings_.threads == 0) return;
  runner_ = std::make_unique<tasks::Runner>(database_, handlers(database_, pull_settings_), settings_);
  scheduler_ = std::make_unique<tasks::Scheduler>(database_, duties(pull_time_), zone_of_region);
  scheduler_->start();
}

void Background::begin_again() {
  scheduler_.reset();
  if (runner_ && !runner_->stop(std::chrono::milliseconds(0))) unfinished_.push_back(std::move(runner_));
  begin();
}

Background::~Background() = default;

void Background::ask_to_stop() {
  if (scheduler_) scheduler_->ask_to_stop();
  if (runner_) runner_->ask_to_stop();
}

bool Background::stop(std::chrono::milliseconds at_most) {
  ask_to_stop();
  bool ended = !runner_ || runner_->stop(at_most);
  for (auto& runner : unfinished_) ended = runner->stop(std::chrono::milliseconds(0)) && ended;
  return ended;
}

}  // namespace smartmove::app
