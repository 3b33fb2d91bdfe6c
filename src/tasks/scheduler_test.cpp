#include "tasks/scheduler.hpp"

#include <gmock/gmock.h>

#include "tasks/housekeeping.hpp"
#include "tasks/testing.hpp"

namespace smartmove::tasks {
namespace {

using ::testing::ElementsAre;
using testing::eventually;
using testing::must;
using namespace std::chrono_literals;

base::Instant at(std::string_view text) { return *base::parse_iso8601(text); }

base::Result<base::TimeZone> stockholm(storage::Session&) { return base::TimeZone::find("Europe/Stockholm"); }

class SchedulerTest : public testing::TaskTest {
 protected:
  void set_up() override { clock_.set(at("2026-11-24T12:00:00Z")); }

  const std::vector<Duty> nightly_{{"night", Schedule(Daily{3, 0})}};

  Scheduler scheduler(std::vector<Duty> duties) { return {database(), std::move(duties), stockholm, clock_.clock()}; }

  /// The occurrences for which there are tasks that wait.
  std::vector<std::string> waiting() {
    std::vector<std::string> keys;
    for (const auto& task :
         must(database().read([&](storage::Session& session) { return Queue(session).list(State::waiting, 1000); }))) {
      keys.push_back(task.kind + " " + task.key);
    }
    return keys;
  }
  /// Runs what waits, as a handler that does nothing would.
  void run_all() {
    while (const auto claimed = claims([&](Claims& all) {
             return all.claim({R"(["night", "moment"])", "[]"}, "x", clock_.now(), clock_.now() + 30s);
           })) {
      claims([&](Claims& all) { return all.finish(*claimed, clock_.now()); });
    }
  }
};
INSTANTIATE_TEST_SUITE_P(databases, SchedulerTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(SchedulerTest, a_duty_is_enqueued_when_it_is_due_and_not_before) {
  auto all = scheduler(nightly_);
  EXPECT_EQ(must(all.look()), 10s);
  EXPECT_THAT(waiting(), ElementsAre());
  clock_.set(at("2026-11-25T01:59:58Z"));
  EXPECT_EQ(must(all.look()), 2s);
  EXPECT_THAT(waiting(), ElementsAre());
  clock_.set(at("2026-11-25T02:00:00Z"));
  must(all.look());
  EXPECT_THAT(waiting(), ElementsAre("night 2026-11-25T02:00:00.000Z"));
}

TEST_P(SchedulerTest, each_occurrence_runs_once_however_often_it_is_looked_and_by_however_many) {
  auto here = scheduler(nightly_);
  Scheduler there(other_node(), nightly_, stockholm, clock_.clock());
  must(here.look());
  for (int day = 0; day < 3; ++day) {
    clock_.advance(24h);
    must(here.look());
    must(there.look());
    EXPECT_EQ(waiting().size(), 1u);
    run_all();
    must(there.look());
    must(here.look());
    EXPECT_EQ(waiting().size(), 0u);
  }
}

TEST_P(SchedulerTest, two_nodes_that_look_at_the_same_time_enqueue_it_once) {
  must(scheduler(nightly_).look());
  for (int day = 0; day < 10; ++day) {
    clock_.advance(24h);
    std::vector<std::thread> nodes;
    for (auto* node : {&database(), &other_node(), &database(), &other_node()}) {
      nodes.emplace_back([&, node] { must(Scheduler(*node, nightly_, stockholm, clock_.clock()).look()); });
    }
    for (auto& node : nodes) node.join();
    EXPECT_EQ(waiting().size(), 1u);
    run_all();
  }
}

TEST_P(SchedulerTest, what_was_missed_while_nothing_ran_is_made_up_once) {
  auto all = scheduler(nightly_);
  must(all.look());
  clock_.advance(30 * 24h);
  must(all.look());
  EXPECT_THAT(waiting(), ElementsAre("night 2026-11-25T02:00:00.000Z"));
  run_all();
  EXPECT_EQ(must(all.look()), 10s);
  EXPECT_THAT(waiting(), ElementsAre());
}

TEST_P(SchedulerTest, another_schedule_or_a_clock_that_was_ahead_counts_from_now_on) {
  must(scheduler(nightly_).look());
  auto hourly = scheduler({{"night", Schedule(Hourly{0})}});
  must(hourly.look());
  clock_.advance(1h);
  must(hourly.look());
  EXPECT_THAT(waiting(), ElementsAre("night 2026-11-24T13:00:00.000Z"));
  run_all();

  clock_.set(at("2031-01-01T00:30:00Z"));
  must(hourly.look());
  run_all();
  clock_.set(at("2026-11-24T13:30:00Z"));
  must(hourly.look());
  EXPECT_THAT(waiting(), ElementsAre());
  clock_.advance(30min);
  must(hourly.look());
  EXPECT_THAT(waiting(), ElementsAre("night 2026-11-24T14:00:00.000Z"));
}

TEST_P(SchedulerTest, moments_that_the_data_names_are_enqueued_until_they_are_taken_care_of) {
  std::optional<base::Instant> moment;
  auto all = scheduler({{"moment", Moments([&](storage::Session&, base::Instant) {
                           return base::Result<std::optional<base::Instant>>(moment);
                         })}});
  EXPECT_EQ(must(all.look()), 10s);
  moment = clock_.now() + 3s;
  EXPECT_EQ(must(all.look()), 3s);
  EXPECT_THAT(waiting(), ElementsAre());
  clock_.advance(3s);
  must(all.look());
  must(all.look());
  EXPECT_THAT(waiting(), ElementsAre("moment 2026-11-24T12:00:03.000Z"));
  run_all();  // but the moment was not moved on
  must(all.look());
  EXPECT_THAT(waiting(), ElementsAre("moment 2026-11-24T12:00:03.000Z"));
  run_all();
  moment = std::nullopt;
  must(all.look());
  EXPECT_THAT(waiting(), ElementsAre());
}

TEST_P(SchedulerTest, running_it_looks_by_itself_when_something_has_changed) {
  std::atomic<std::int64_t> moment = 0;
  auto all = scheduler(
      {{"moment", Moments([&](storage::Session&, base::Instant) -> base::Result<std::optional<base::Instant>> {
          if (moment == 0) return std::nullopt;
          return base::Instant(std::chrono::milliseconds(moment));
        })}});
  all.start();
  moment = clock_.now().time_since_epoch().count();
  must(other_node().write([](storage::Session& session) -> base::Result<> {
    session.announce({{"document:page/a"}});
    return {};
  }));
  EXPECT_TRUE(eventually([&] { return waiting().size() == 1; }));
}

TEST_P(SchedulerTest, a_duty_that_cannot_be_looked_at_is_an_error) {
  auto all =
      scheduler({{"moment", Moments([](storage::Session&, base::Instant) -> base::Result<std::optional<base::Instant>> {
                    return base::fail(base::ErrorKind::unavailable, "No.");
                  })}});
  EXPECT_EQ(all.look().error().message, "No.");
}

TEST_P(SchedulerTest, the_housekeeping_forgets_old_tasks_and_every_duty_has_its_handler) {
  const auto old = enqueue({.kind = "night"}).id;
  run_all();
  clock_.advance(8 * 24h);
  auto all = scheduler(housekeeping_duties());
  must(all.look());
  clock_.advance(24h);
  must(all.look());
  EXPECT_EQ(waiting().size(), housekeeping_duties().size());
  Runner runner(database(), housekeeping_handlers(database(), clock_.clock()), settings());
  EXPECT_TRUE(eventually([&] { return counts().waiting + counts().running == 0; }));
  EXPECT_FALSE(must(database().read([&](storage::Session& session) { return Queue(session).find(old); })));
}

}  // namespace
}  // namespace smartmove::tasks
