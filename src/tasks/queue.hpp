#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change.hpp"
#include "storage/session.hpp"
#include "tasks/task.hpp"

namespace smartmove::tasks {

/// What is to be done.
struct NewTask {
  std::string kind;
  std::string
      key{};  ///< the same kind and key again, while that task waits or runs, is the same task; empty: no other's
  boost::json::value payload = boost::json::object{};
  std::optional<base::Instant> run_at{};  ///< empty: at once
  int max_attempts = 10;
};

struct Enqueued {
  TaskId id;
  bool is_new = true;  ///< false: it was there already, and stays as it is
};

struct Counts {
  std::int64_t waiting = 0;
  std::int64_t running = 0;
  std::int64_t dead = 0;
  std::optional<base::Instant> oldest;  ///< since when the oldest task that could run has been waiting
};
BOOST_DESCRIBE_STRUCT(Counts, (), (waiting, running, dead, oldest))

/// The tasks in the database, within one transaction: what is enqueued in it exists exactly if it is committed.
/// `now` is database_now().
class Queue {
 public:
  explicit Queue(storage::Session& session) : session_(session) {}

  /// Runners hear of it once the transaction is committed. Each task runs at least once: its handler may see it again.
  /// A task of the same key that is running already may have read what was before this transaction; where that
  /// matters, let the key say what it is about (a revision, an occurrence).
  base::Result<Enqueued> enqueue(const NewTask& task, base::Instant now);
  base::Result<bool> is_pending(std::string_view kind, std::string_view key);  ///< waiting or running

  base::Result<std::optional<Task>> find(TaskId id);
  /// In the order in which they run; without a state every one that is not done.
  base::Result<std::vector<Task>> list(std::optional<State> state, std::int64_t most);
  base::Result<Counts> counts(base::Instant now);

  /// A dead or waiting task runs at once and has all its attempts again. not_found; conflict: it runs or is done, or
  /// another task of the same key waits or runs.
  base::Result<> retry(TaskId id, base::Instant now);
  /// A dead or waiting task is forgotten. not_found; conflict: it runs or is done.
  base::Result<> discard(TaskId id);
  /// Forgets what was done before; how many.
  base::Result<std::int64_t> prune(base::Instant done_before);

 private:
  storage::Session& session_;
};

/// Whether a change only says that there are new tasks: nothing that a page shows.
bool is_wake_up(const storage::Change& change);
/// Whether there may be new tasks.
bool wakes(const storage::Change& change);

}  // namespace smartmove::tasks
