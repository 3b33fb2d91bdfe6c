#include "tasks/queue.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "tasks/sql.hpp"

namespace smartmove::tasks {
namespace {

constexpr std::string_view wake_up_tag = "tasks";

base::Failure not_changed(TaskId id, std::string_view verb, const std::optional<Task>& task) {
  if (!task) {
    return base::fail(base::ErrorKind::not_found,
                      fmt::format("There is no task {}: \"smartmove tasks\" lists them.", id.to_string()));
  }
  return base::fail(base::ErrorKind::conflict,
                    fmt::format("Task {} is {}; only a dead or waiting one can be {}.", id.to_string(),
                                boost::describe::enum_to_string(task->state, ""), verb));
}

}  // namespace

base::Result<Enqueued> Queue::enqueue(const NewTask& task, base::Instant now) {
  const auto id = TaskId::generate();
  const auto key = task.key.empty() ? id.to_string() : task.key;
  const auto added = TRY(session_.execute(sql::insert_task, id, task.kind, key, task.payload, task.run_at.value_or(now),
                                          task.max_attempts, now));
  if (added > 0) {
    session_.announce({{std::string(wake_up_tag)}});
    return Enqueued{id, true};
  }
  const auto there = TRY(session_.one<TaskId>(sql::find_pending, task.kind, key));
  if (there) return Enqueued{*there, false};
  return base::fail(base::ErrorKind::internal, "A task could not be enqueued.", task.kind + " " + key);
}

base::Result<bool> Queue::is_pending(std::string_view kind, std::string_view key) {
  return TRY(session_.one<TaskId>(sql::find_pending, kind, key)).has_value();
}

base::Result<std::optional<Task>> Queue::find(TaskId id) { return session_.one<Task>(sql::find_task, id); }

base::Result<std::vector<Task>> Queue::list(std::optional<State> state, std::int64_t most) {
  const std::string name = state ? boost::describe::enum_to_string(*state, "") : "";
  return session_.all<Task>(sql::list_tasks, name, most);
}

base::Result<Counts> Queue::counts(base::Instant now) {
  return TRY(session_.one<Counts>(sql::count_tasks, now)).value_or(Counts{});
}

base::Result<> Queue::retry(TaskId id, base::Instant now) {
  const auto task = TRY(find(id));
  auto changed = session_.execute(sql::retry_task, now, id);
  if (!changed && changed.error().kind == base::ErrorKind::conflict) {
    return base::fail(
        base::ErrorKind::conflict,
        fmt::format("The same work as task {} waits or runs already as another task: discard one of them.",
                    id.to_string()));
  }
  if (TRY(std::move(changed)) == 0) return not_changed(id, "retried", task);
  session_.announce({{std::string(wake_up_tag)}});
  return {};
}

base::Result<> Queue::discard(TaskId id) {
  const auto task = TRY(find(id));
  if (TRY(session_.execute(sql::delete_task, id)) == 0) return not_changed(id, "discarded", task);
  return {};
}

base::Result<std::int64_t> Queue::prune(base::Instant done_before) {
  return session_.execute(sql::prune_tasks, done_before);
}

bool is_wake_up(const storage::Change& change) {
  return std::all_of(change.tags.begin(), change.tags.end(), [](const auto& tag) { return tag == wake_up_tag; });
}

bool wakes(const storage::Change& change) {
  return std::any_of(change.tags.begin(), change.tags.end(),
                     [](const auto& tag) { return tag == wake_up_tag || tag == "*"; });
}

}  // namespace smartmove::tasks
