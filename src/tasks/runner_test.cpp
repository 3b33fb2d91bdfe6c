#include "tasks/runner.hpp"

#include <gmock/gmock.h>
#include <latch>
#include <map>
#include <stdexcept>

#include "tasks/testing.hpp"

namespace smartmove::tasks {
namespace {

using testing::eventually;
using ::testing::HasSubstr;
using testing::must;
using namespace std::chrono_literals;

base::Result<> fine(const Claim&, const std::stop_token&) { return {}; }

class RunnerTest : public testing::TaskTest {};
INSTANTIATE_TEST_SUITE_P(databases, RunnerTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(RunnerTest, runs_what_is_there_and_hands_it_its_payload) {
  const auto id = enqueue({.kind = "a", .key = "k", .payload = {{"n", 7}}}).id;
  std::atomic<std::int64_t> seen = 0;
  Runner runner(database(),
                {{"a",
                  [&](const Claim& task, const std::stop_token&) -> base::Result<> {
                    seen = task.payload.at("n").as_int64();
                    return {};
                  }}},
                settings());
  EXPECT_TRUE(becomes(id, State::done));
  EXPECT_EQ(seen, 7);
  EXPECT_EQ(find(id).attempts, 1);
}

TEST_P(RunnerTest, wakes_for_what_is_enqueued_here_without_waiting_for_its_next_look) {
  auto slow = settings();
  slow.poll = 1h;
  Runner runner(database(), {{"a", fine}}, slow);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(becomes(enqueue({.kind = "a"}).id, State::done));
}

TEST_P(RunnerTest, wakes_for_what_another_node_has_enqueued) {
  auto slow = settings();
  slow.poll = 1h;
  Runner runner(other_node(), {{"a", fine}}, slow);
  EXPECT_TRUE(becomes(enqueue({.kind = "a"}).id, State::done));
}

TEST_P(RunnerTest, runs_at_the_time_that_was_asked_for_by_the_databases_own_clock) {
  auto slow = settings();
  slow.poll = 1h;
  slow.clock = database_now;
  Runner runner(database(), {{"a", fine}}, slow);
  const auto at = base::now() + 100ms;
  const auto id = enqueue({.kind = "a", .run_at = at}).id;
  EXPECT_TRUE(becomes(id, State::done));
  EXPECT_GE(find(id).changed_at, at);
}

TEST_P(RunnerTest, leaves_alone_what_it_has_no_handler_for) {
  const auto unknown = enqueue({.kind = "b", .run_at = clock_.now() - 1h}).id;
  const auto known = enqueue({.kind = "a"}).id;
  Runner runner(database(), {{"a", fine}}, settings());
  EXPECT_TRUE(becomes(known, State::done));
  EXPECT_EQ(state(unknown), State::waiting);
  EXPECT_THROW(Runner(database(), {{"a", fine}, {"a", fine}}, settings()), std::logic_error);
}

TEST_P(RunnerTest, tries_again_later_and_gives_up_after_the_last_attempt) {
  const auto id = enqueue({.kind = "a", .max_attempts = 3}).id;
  Runner runner(database(),
                {{"a",
                  [](const Claim& task, const std::stop_token&) -> base::Result<> {
                    if (task.attempts == 2) throw std::runtime_error("thrown");
                    return base::fail(base::ErrorKind::unavailable, "Nobody answers.",
                                      "attempt " + std::to_string(task.attempts));
                  }}},
                settings());
  EXPECT_TRUE(eventually([&] { return find(id).last_error == "Nobody answers. [attempt 1]"; }));
  EXPECT_EQ(state(id), State::waiting);
  EXPECT_GE(find(id).run_at, clock_.now() + 4s);
  EXPECT_LE(find(id).run_at, clock_.now() + 6s);
  clock_.advance(6s);
  EXPECT_TRUE(eventually([&] { return find(id).last_error.value_or("").find("[thrown]") != std::string::npos; }));
  EXPECT_EQ(state(id), State::waiting);
  clock_.advance(12s);
  EXPECT_TRUE(becomes(id, State::dead));
  EXPECT_EQ(find(id).last_error, "Nobody answers. [attempt 3]");
  EXPECT_EQ(find(id).attempts, 3);
}

TEST_P(RunnerTest, keeps_an_error_whatever_bytes_are_in_it) {
  const auto id = enqueue({.kind = "a", .max_attempts = 1}).id;
  Runner runner(database(),
                {{"a",
                  [](const Claim&, const std::stop_token&) -> base::Result<> {
                    return base::fail(base::ErrorKind::internal, std::string("x\0y\xff", 4) + std::string(5000, 'z'));
                  }}},
                settings());
  EXPECT_TRUE(becomes(id, State::dead));
  EXPECT_THAT(find(id).last_error.value(), HasSubstr("x y\xEF\xBF\xBDzzz"));
  EXPECT_LT(find(id).last_error.value().size(), 1100u);
}

// Two nodes (SQLite: one) with two threads each: every task runs, none twice.
TEST_P(RunnerTest, among_many_runners_every_task_runs_once) {
  constexpr int tasks = 200;
  std::mutex mutex;
  std::map<std::string, int> runs;
  std::atomic<int> at_once = 0;
  const auto handler = [&](const Claim& task, const std::stop_token&) -> base::Result<> {
    const std::lock_guard lock(mutex);
    ++runs[task.key];
    at_once += task.attempts - 1;
    return {};
  };
  auto several = settings();
  several.threads = 2;
  {
    Runner here(database(), {{"a", handler}}, several);
    Runner there(other_node(), {{"a", handler}}, several);
    for (int i = 0; i < tasks; ++i) enqueue({.kind = "a", .key = std::to_string(i)});
    EXPECT_TRUE(eventually([&] { return counts().waiting + counts().running == 0; }));
  }
  EXPECT_EQ(runs.size(), static_cast<std::size_t>(tasks));
  for (const auto& [key, times] : runs) EXPECT_EQ(times, 1) << key;
  EXPECT_EQ(at_once, 0);
}

TEST_P(RunnerTest, takes_up_what_a_dead_process_has_left_when_the_lease_ends_and_not_before) {
  const auto id = enqueue({.kind = "a"}).id;
  const auto left = claim("dead process");
  Runner runner(other_node(), {{"a", fine}}, settings());
  EXPECT_TRUE(becomes(enqueue({.kind = "a"}).id, State::done));
  EXPECT_EQ(state(id), State::running);
  clock_.advance(30s);
  EXPECT_TRUE(becomes(id, State::done));
  EXPECT_EQ(find(id).attempts, 2);
  EXPECT_EQ(left->id, id);
}

TEST_P(RunnerTest, renews_its_lease_for_as_long_as_the_handler_runs) {
  auto short_lease = settings();
  short_lease.lease = 2s;
  short_lease.clock = database_now;
  std::latch may_end(1);
  std::atomic<int> runs = 0;
  const Handler slow{"a", [&](const Claim&, const std::stop_token&) -> base::Result<> {
                       ++runs;
                       may_end.wait();
                       return {};
                     }};
  Runner here(database(), {slow}, short_lease);
  const auto id = enqueue({.kind = "a", .run_at = base::now() - 1s}).id;
  ASSERT_TRUE(becomes(id, State::running));
  Runner there(other_node(), {slow}, short_lease);
  const auto first_end = find(id).claimed_until.value();
  EXPECT_TRUE(eventually([&] { return find(id).claimed_until.value() > first_end + 2s; }));
  EXPECT_EQ(runs, 1);
  may_end.count_down();
  EXPECT_TRUE(becomes(id, State::done));
  EXPECT_EQ(runs, 1);
}

TEST_P(RunnerTest, asks_a_handler_to_stop_whose_task_was_taken_by_another) {
  auto short_lease = settings();
  short_lease.lease = 3s;
  std::atomic<bool> was_asked = false;
  Runner runner(database(),
                {{"a",
                  [&](const Claim&, const std::stop_token& stop) -> base::Result<> {
                    was_asked = eventually([&] { return stop.stop_requested(); });
                    return {};
                  }}},
                short_lease);
  const auto id = enqueue({.kind = "a"}).id;
  ASSERT_TRUE(becomes(id, State::running));
  // As if this machine had slept for an hour.
  const auto later = clock_.now() + 1h;
  ASSERT_TRUE(claims([&](Claims& all) { return all.claim({R"(["a"])", "[]"}, "another", later, later + 30s); }));
  EXPECT_TRUE(eventually([&] { return was_asked.load(); }));
  runner.stop(20s);
  EXPECT_EQ(find(id).claimed_by, "another");
}

TEST_P(RunnerTest, stops_in_good_order_and_gives_back_what_it_has_not_done) {
  std::atomic<int> began = 0;
  std::optional<Runner> runner;
  auto several = settings();
  several.threads = 2;
  runner.emplace(database(),
                 std::vector<Handler>{{"a",
                                       [&](const Claim&, const std::stop_token& stop) -> base::Result<> {
                                         ++began;
                                         if (!eventually([&] { return stop.stop_requested(); })) return {};
                                         return base::fail(base::ErrorKind::unavailable, "Stopped.");
                                       }}},
                 several);
  const std::vector ids{enqueue({.kind = "a"}).id, enqueue({.kind = "a"}).id};
  ASSERT_TRUE(eventually([&] { return began == 2; }));
  EXPECT_TRUE(runner->stop(20s));
  for (const auto id : ids) {
    EXPECT_EQ(state(id), State::waiting);
    EXPECT_EQ(find(id).attempts, 0);
  }
  const auto later = enqueue({.kind = "a"}).id;
  runner.reset();
  EXPECT_EQ(state(later), State::waiting);
}

TEST_P(RunnerTest, does_not_wait_longer_for_a_handler_than_it_was_told) {
  std::latch may_end(1);
  Runner runner(database(),
                {{"a",
                  [&](const Claim&, const std::stop_token&) -> base::Result<> {
                    may_end.wait();
                    return {};
                  }}},
                settings());
  const auto id = enqueue({.kind = "a"}).id;
  ASSERT_TRUE(becomes(id, State::running));
  EXPECT_FALSE(runner.stop(10ms));
  EXPECT_EQ(state(id), State::running);  // for it does
  may_end.count_down();
  EXPECT_TRUE(runner.stop(20s));
  EXPECT_EQ(state(id), State::done);
}

// It cannot look at the queue; as soon as it can, it goes on.
TEST_P(RunnerTest, survives_a_database_that_does_not_answer) {
  std::atomic<int> asked = 0;
  std::atomic<bool> works = false;
  auto unwell = settings();
  unwell.clock = [&, clock = clock_.clock()](storage::Session& session) -> base::Result<base::Instant> {
    ++asked;
    if (works) return clock(session);
    if (asked % 2 == 0) throw std::runtime_error("a broken world");
    return base::fail(base::ErrorKind::unavailable, "Gone.");
  };
  const auto id = enqueue({.kind = "a"}).id;
  Runner runner(database(), {{"a", fine}}, unwell);
  EXPECT_TRUE(eventually([&] { return asked > 4; }));
  works = true;
  EXPECT_TRUE(becomes(id, State::done));
}

}  // namespace
}  // namespace smartmove::tasks
