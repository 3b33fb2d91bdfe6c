#include "tasks/queue.hpp"

#include <gmock/gmock.h>

#include "tasks/testing.hpp"

namespace smartmove::tasks {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must;
using namespace std::chrono_literals;

class QueueTest : public testing::TaskTest {
 protected:
  std::vector<TaskId> list(std::optional<State> state = std::nullopt, std::int64_t most = 100) {
    std::vector<TaskId> ids;
    for (const auto& task :
         must(database().read([&](storage::Session& session) { return Queue(session).list(state, most); }))) {
      ids.push_back(task.id);
    }
    return ids;
  }
  base::Result<> retry(TaskId id) {
    return database().write([&](storage::Session& session) { return Queue(session).retry(id, clock_.now()); });
  }
  base::Result<> discard(TaskId id) {
    return database().write([&](storage::Session& session) { return Queue(session).discard(id); });
  }
  void finish(const Claim& claim) {
    EXPECT_TRUE(claims([&](Claims& all) { return all.finish(claim, clock_.now()); }));
  }
  TaskId dead(const std::string& key) {
    const auto id = enqueue({.kind = "a", .key = key, .max_attempts = 1}).id;
    const auto claimed = claim(key);
    EXPECT_EQ(claimed->id, id);
    EXPECT_TRUE(claims([&](Claims& all) { return all.fail(*claimed, "Broken.", clock_.now(), clock_.now()); }));
    return id;
  }
};
INSTANTIATE_TEST_SUITE_P(databases, QueueTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(QueueTest, keeps_what_was_enqueued) {
  const auto id = enqueue({.kind = "a", .key = "k", .payload = {{"ö", "🏡"}}, .run_at = clock_.now() + 1h}).id;
  const auto task = find(id);
  EXPECT_EQ(task.kind, "a");
  EXPECT_EQ(task.key, "k");
  EXPECT_EQ(task.payload, (boost::json::value{{"ö", "🏡"}}));
  EXPECT_EQ(task.state, State::waiting);
  EXPECT_EQ(task.run_at, clock_.now() + 1h);
  EXPECT_EQ(task.attempts, 0);
  EXPECT_EQ(task.max_attempts, 10);
  EXPECT_EQ(task.created_at, clock_.now());
  EXPECT_EQ(task.last_error, std::nullopt);
}

TEST_P(QueueTest, a_task_exists_exactly_if_the_change_it_belongs_to_was_committed) {
  const auto failed = database().write([&](storage::Session& session) -> base::Result<> {
    TRY(Queue(session).enqueue({.kind = "a", .key = "k"}, clock_.now()));
    return base::fail(ErrorKind::invalid, "No.");
  });
  EXPECT_FALSE(failed);
  EXPECT_THAT(list(), ElementsAre());
}

TEST_P(QueueTest, the_same_key_is_the_same_task_while_it_waits_or_runs) {
  const auto first = enqueue({.kind = "a", .key = "k"});
  EXPECT_TRUE(first.is_new);
  const auto second = enqueue({.kind = "a", .key = "k", .payload = {{"other", 1}}});
  EXPECT_FALSE(second.is_new);
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(find(first.id).payload, boost::json::value(boost::json::object{}));
  EXPECT_TRUE(enqueue({.kind = "b", .key = "k"}).is_new);

  const auto claimed = claim("me");
  EXPECT_EQ(enqueue({.kind = "a", .key = "k"}).id, first.id);
  finish(*claimed);
  const auto third = enqueue({.kind = "a", .key = "k"});
  EXPECT_TRUE(third.is_new);
  EXPECT_NE(third.id, first.id);
}

TEST_P(QueueTest, without_a_key_each_is_its_own) {
  EXPECT_NE(enqueue({.kind = "a"}).id, enqueue({.kind = "a"}).id);
  EXPECT_EQ(list().size(), 2u);
}

TEST_P(QueueTest, tells_runners_once_of_each_new_task) {
  std::atomic<int> heard = 0;
  database().on_change([&](const storage::Change& change) { heard += wakes(change) && is_wake_up(change) ? 1 : 0; });
  enqueue({.kind = "a", .key = "k"});
  enqueue({.kind = "a", .key = "k"});
  EXPECT_EQ(heard, 1);
  EXPECT_FALSE(is_wake_up({{"document:page/a", "tasks"}}));
  EXPECT_TRUE(wakes({{"*"}}));
  EXPECT_FALSE(wakes({{"document:page/a"}}));
}

TEST_P(QueueTest, lists_in_the_order_of_running_and_by_state) {
  const auto late = enqueue({.kind = "a", .key = "late", .run_at = clock_.now() + 1h}).id;
  const auto gone = dead("gone");
  const auto soon = enqueue({.kind = "a", .key = "soon", .run_at = clock_.now() - 1s}).id;
  EXPECT_THAT(list(), ElementsAre(soon, gone, late));
  EXPECT_THAT(list(std::nullopt, 2), ElementsAre(soon, gone));
  EXPECT_THAT(list(State::dead), ElementsAre(gone));
  EXPECT_THAT(list(State::done), ElementsAre());
  finish(*claim("me"));
  EXPECT_THAT(list(), ElementsAre(gone, late));
  EXPECT_THAT(list(State::done), ElementsAre(soon));
}

TEST_P(QueueTest, counts_and_knows_the_oldest_that_could_run) {
  EXPECT_EQ(counts().waiting, 0);
  EXPECT_EQ(counts().oldest, std::nullopt);
  enqueue({.kind = "a", .key = "later", .run_at = clock_.now() + 1h});
  EXPECT_EQ(counts().oldest, std::nullopt);
  dead("gone");
  enqueue({.kind = "a", .key = "runs", .run_at = clock_.now() - 3min});
  claim("me");
  enqueue({.kind = "b", .run_at = clock_.now() - 2min});
  const auto all = counts();
  EXPECT_EQ(all.waiting, 2);
  EXPECT_EQ(all.running, 1);
  EXPECT_EQ(all.dead, 1);
  EXPECT_EQ(all.oldest, clock_.now() - 2min);
}

TEST_P(QueueTest, a_dead_task_can_be_retried_and_has_all_its_attempts_again) {
  const auto id = dead("k");
  clock_.advance(1h);
  must(retry(id));
  EXPECT_EQ(find(id).state, State::waiting);
  EXPECT_EQ(find(id).run_at, clock_.now());
  EXPECT_EQ(find(id).attempts, 0);
  EXPECT_EQ(find(id).last_error, "Broken.");
  finish(*claim("me"));
  EXPECT_EQ(find(id).last_error, std::nullopt);
}

TEST_P(QueueTest, a_waiting_task_can_be_run_at_once) {
  const auto id = enqueue({.kind = "a", .run_at = clock_.now() + 1h}).id;
  EXPECT_EQ(claim("me"), std::nullopt);
  must(retry(id));
  EXPECT_EQ(claim("me")->id, id);
}

TEST_P(QueueTest, a_dead_task_whose_work_was_enqueued_anew_is_not_retried_beside_it) {
  const auto id = dead("k");
  enqueue({.kind = "a", .key = "k"});
  const auto refused = retry(id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("discard one of them"));
}

TEST_P(QueueTest, only_dead_and_waiting_tasks_are_retried_or_discarded) {
  const auto id = enqueue({.kind = "a"}).id;
  const auto claimed = claim("me");
  for (const auto* running_or_done : {"running", "done"}) {
    for (const auto& refused : {retry(id), discard(id)}) {
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
      EXPECT_THAT(refused.error().message, HasSubstr(running_or_done));
    }
    if (state(id) == State::running) finish(*claimed);
  }
  for (const auto& refused : {retry(TaskId::generate()), discard(TaskId::generate())}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  }
}

TEST_P(QueueTest, forgets_what_is_discarded) {
  must(discard(dead("a")));
  must(discard(enqueue({.kind = "a"}).id));
  EXPECT_THAT(list(), ElementsAre());
}

TEST_P(QueueTest, forgets_what_was_done_long_ago) {
  const auto old = enqueue({.kind = "a"}).id;
  finish(*claim("me"));
  const auto gone = dead("k");
  clock_.advance(24h);
  const auto fresh = enqueue({.kind = "a"}).id;
  finish(*claim("me"));
  EXPECT_EQ(must(database().write([&](storage::Session& session) { return Queue(session).prune(clock_.now() - 1h); })),
            1);
  EXPECT_THAT(list(State::done), ElementsAre(fresh));
  EXPECT_THAT(list(State::dead), ElementsAre(gone));
  EXPECT_THAT(list(State::waiting), ElementsAre());
  EXPECT_NE(old, fresh);
}

TEST_P(QueueTest, the_database_knows_what_time_it_is) {
  const auto before = base::now();
  const auto now = must(database().read([](storage::Session& session) { return database_now(session); }));
  EXPECT_GE(now, before - 1s);
  EXPECT_LE(now, base::now() + 1s);
}

}  // namespace
}  // namespace smartmove::tasks
