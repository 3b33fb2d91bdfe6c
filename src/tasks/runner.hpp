#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "storage/database.hpp"
#include "tasks/clock.hpp"
#include "tasks/leases.hpp"
#include "tasks/task.hpp"
#include "tasks/wake.hpp"

namespace smartmove::tasks {

/// What runs tasks of one kind, on a thread of a runner and outside any transaction. An Error or an exception is a
/// failed attempt. A long one looks at `stop` now and then and returns an Error when asked to stop: the task is given
/// back then, and the attempt does not count.
struct Handler {
  std::string kind;
  std::function<base::Result<>(const Claim& task, std::stop_token stop)> run;
};

struct RunnerSettings {
  unsigned threads = 1;
  std::chrono::milliseconds lease = std::chrono::seconds(30);  ///< a silent runner's tasks are taken up after this
  std::chrono::milliseconds poll = std::chrono::seconds(10);   ///< looks at the queue at least so often
  Clock clock = database_now;
};

/// Claims the tasks that there are handlers for, and runs them. Wakes at once for what this process enqueues (and, on
/// PostgreSQL, any other), when the time of a task comes, and when a lease ends.
class Runner {
 public:
  /// Two handlers of one kind throw std::logic_error. `database` must outlive the runner.
  Runner(storage::Database& database, std::vector<Handler> handlers, RunnerSettings settings);
  ~Runner();  ///< waits for what runs, without a bound
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  /// Claims nothing more, and asks what runs to stop.
  void ask_to_stop();
  /// The same, and waits; whether all had ended in time. The tasks of what had not stay claimed until their leases end:
  /// they do still run, as long as this process does.
  bool stop(std::chrono::milliseconds at_most);

 private:
  void work();
  std::chrono::milliseconds turn();
  base::Result<std::chrono::milliseconds> take_one();
  base::Result<std::optional<Claim>> claim();
  void run(const Claim& claim);
  base::Result<> attempt(const Claim& claim, const std::stop_token& stop) const;
  void save(const Claim& claim, const base::Result<>& result, bool asked_to_stop);
  base::Result<bool> save_outcome(const Claim& claim, const base::Result<>& result, bool asked_to_stop);

  storage::Database& database_;
  std::vector<Handler> handlers_;
  RunnerSettings settings_;
  std::string kinds_;                         // JSON
  std::string name_;                          // HOST:PROCESS
  std::shared_ptr<Wake> wake_;                // shared: the database's listener may outlive the runner
  std::atomic<bool> is_out_of_order_{false};  // the queue cannot be looked at; said once
  Leases leases_;
  std::mutex mutex_;
  std::condition_variable ended_;
  unsigned running_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace smartmove::tasks
