#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "storage/isolation.hpp"
#include "storage/testing.hpp"
#include "tasks/claims.hpp"
#include "tasks/clock.hpp"
#include "tasks/queue.hpp"
#include "tasks/runner.hpp"

namespace smartmove::tasks::testing {

using storage::testing::must;
using namespace std::chrono_literals;

/// A clock that stands still until it is moved. Thread-safe.
class HandClock {
 public:
  base::Instant now() const { return base::Instant(std::chrono::milliseconds(*time_)); }
  void set(base::Instant moment) { *time_ = moment.time_since_epoch().count(); }
  void advance(std::chrono::milliseconds time) { *time_ += time.count(); }
  Clock clock() const {
    return [time = time_](storage::Session&) -> base::Result<base::Instant> {
      return base::Instant(std::chrono::milliseconds(*time));
    };
  }

 private:
  std::shared_ptr<std::atomic<std::int64_t>> time_ =
      std::make_shared<std::atomic<std::int64_t>>(base::now().time_since_epoch().count());
};

/// Waits until it holds; false after 20 seconds.
inline bool eventually(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + 20s;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

/// Tests of the queue on both databases, with a clock of their own.
class TaskTest : public storage::testing::DatabaseTest {
 protected:
  Enqueued enqueue(const NewTask& task) {
    return must(
        database().write([&](storage::Session& session) { return Queue(session).enqueue(task, clock_.now()); }));
  }
  Task find(TaskId id) {
    return must(database().read([&](storage::Session& session) { return Queue(session).find(id); })).value();
  }
  State state(TaskId id) { return find(id).state; }
  Counts counts() {
    return must(database().read([&](storage::Session& session) { return Queue(session).counts(clock_.now()); }));
  }
  bool becomes(TaskId id, State wanted) {
    return eventually([&] { return state(id) == wanted; });
  }

  /// Another node's view of the database: on SQLite, which has one node, the same.
  storage::Database& other_node() {
    if (GetParam() == storage::Dialect::sqlite) return database();
    if (!other_) other_ = must(storage::Database::open(test_database().settings()));
    return *other_;
  }

  /// Runs `body(Claims&)` in a transaction.
  template <class Body>
  auto claims(Body body) {
    return must(database().write([&](storage::Session& session) -> std::invoke_result_t<Body&, Claims&> {
      TRY(storage::see_each_commit(session));
      Claims all(session);
      return body(all);
    }));
  }
  std::optional<Claim> claim(const std::string& by, const std::string& held = "[]") {
    return claims([&](Claims& all) { return all.claim({R"(["a"])", held}, by, clock_.now(), clock_.now() + 30s); });
  }

  RunnerSettings settings() const { return {.threads = 1, .lease = 30s, .poll = 1ms, .clock = clock_.clock()}; }

  void TearDown() override {
    other_.reset();
    DatabaseTest::TearDown();
  }

  HandClock clock_;

 private:
  std::unique_ptr<storage::Database> other_;
};

}  // namespace smartmove::tasks::testing
