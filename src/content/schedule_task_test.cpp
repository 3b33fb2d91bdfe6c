#include "content/schedule_task.hpp"

#include <atomic>
#include <mutex>
#include <thread>

#include "content/document_store.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using testing::at;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::note_body;
using namespace std::chrono_literals;

class ScheduleTaskTest : public testing::ContentTest {
 protected:
  void set_up() override {
    ContentTest::set_up();
    database().on_change([this](const storage::Change& change) {
      const std::lock_guard lock(mutex_);
      heard_.insert(heard_.end(), change.tags.begin(), change.tags.end());
    });
    announce(now_);
  }

  std::int64_t announce(base::Instant now) {
    return must(database().write([&](storage::Session& session) { return announce_schedule(session, now); }));
  }
  std::int64_t overdue(base::Instant now) {
    return read([&](storage::Session& session) { return overdue_announcements(session, now); });
  }
  std::optional<base::Instant> next(base::Instant now) {
    return read([&](storage::Session& session) { return next_announcement(session, now); });
  }
  /// What has been announced since the last time.
  std::vector<std::string> heard() {
    const std::lock_guard lock(mutex_);
    return std::exchange(heard_, {});
  }
  void schedule(std::string_view key, std::optional<base::Instant> from, std::optional<base::Instant> until,
                std::string language = "sv") {
    auto edit = note(key, std::string(key), note_body("A"), std::move(language));
    edit.publish_at = from;
    edit.expire_at = until;
    save(edit);
  }

  const base::Instant from_ = at("2026-11-30T12:00:00Z");
  const base::Instant until_ = at("2026-12-24T12:00:00Z");

 private:
  std::mutex mutex_;
  std::vector<std::string> heard_;
};
INSTANTIATE_TEST_SUITE_P(databases, ScheduleTaskTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(ScheduleTaskTest, each_coming_and_going_is_announced_once) {
  schedule("a", from_, until_);
  EXPECT_EQ(next(now_), from_);
  EXPECT_EQ(announce(from_ - 1ms), 0);
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(announce(from_), 1);
  EXPECT_THAT(heard(), ElementsAre("addresses", "document:note/a", "type:note"));
  EXPECT_EQ(announce(from_), 0);
  EXPECT_EQ(announce(from_ + 1s), 0);
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(next(from_ + 1s), until_);
  EXPECT_EQ(announce(until_ + 1h), 1);
  EXPECT_THAT(heard(), ElementsAre("addresses", "document:note/a", "type:note"));
  EXPECT_EQ(next(until_ + 1h), std::nullopt);
}

TEST_P(ScheduleTaskTest, each_language_has_its_own_moments) {
  schedule("a", from_, {});
  schedule("a", from_ + 1h, {}, "en");
  EXPECT_EQ(announce(from_), 1);
  EXPECT_EQ(next(from_), from_ + 1h);
  EXPECT_EQ(overdue(from_ + 1h), 1);
  EXPECT_EQ(announce(from_ + 1h), 1);
}

TEST_P(ScheduleTaskTest, what_passed_while_nothing_ran_is_announced_together) {
  schedule("a", from_, until_);
  schedule("b", from_ + 1h, {});
  schedule("c", until_ + 24h, {});
  EXPECT_EQ(overdue(now_), 0);
  EXPECT_EQ(overdue(until_ + 1h), 3);
  EXPECT_EQ(next(until_ + 1h), from_);
  EXPECT_EQ(announce(until_ + 1h), 3);
  EXPECT_THAT(heard(), ElementsAre("addresses", "document:note/a", "document:note/b", "type:note"));
  EXPECT_EQ(overdue(until_ + 1h), 0);
  EXPECT_EQ(next(until_ + 1h), until_ + 24h);
}

TEST_P(ScheduleTaskTest, drafts_and_what_was_withdrawn_come_and_go_unheard) {
  auto draft = note("a", "a", note_body("A"));
  draft.status = Status::draft;
  draft.publish_at = from_;
  save(draft);
  schedule("b", from_, {});
  auto withdrawn = note("b", "b", note_body("A"));
  withdrawn.status = Status::withdrawn;
  withdrawn.publish_at = from_;
  save(withdrawn);
  EXPECT_EQ(overdue(from_), 0);
  EXPECT_EQ(announce(from_), 0);
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(next(from_), std::nullopt);
}

TEST_P(ScheduleTaskTest, a_clock_set_right_by_a_little_announces_nothing_twice) {
  schedule("a", from_, {});
  EXPECT_EQ(announce(from_ + 10s), 1);
  EXPECT_EQ(next(from_ - 10s), std::nullopt);
  EXPECT_EQ(announce(from_ - 10s), 0);
  EXPECT_EQ(announce(from_ + 20s), 0);
}

TEST_P(ScheduleTaskTest, after_a_clock_was_far_ahead_moments_are_announced_again_when_they_come) {
  schedule("a", from_, {});
  EXPECT_EQ(announce(at("2031-01-01T00:00:00Z")), 1);
  EXPECT_EQ(next(now_), base::Instant());  // due at once: to begin anew from now
  EXPECT_EQ(announce(now_), 0);
  EXPECT_EQ(next(now_), from_);
  EXPECT_EQ(announce(from_), 1);
}

TEST_P(ScheduleTaskTest, two_nodes_at_the_same_moment_announce_it_once) {
  auto settings = test_database().settings();
  std::unique_ptr<storage::Database> opened;
  if (GetParam() == storage::Dialect::postgres) opened = must(storage::Database::open(settings));
  auto& other = opened ? *opened : database();
  for (int i = 0; i < 10; ++i) {
    const auto moment = from_ + std::chrono::hours(i);
    schedule("a" + std::to_string(i), moment, {});
    std::atomic<std::int64_t> announced = 0;
    std::vector<std::thread> nodes;
    for (auto* node : {&database(), &other, &database(), &other}) {
      nodes.emplace_back([&, node] {
        announced += must(node->write([&](storage::Session& session) { return announce_schedule(session, moment); }));
      });
    }
    for (auto& node : nodes) node.join();
    EXPECT_EQ(announced, 1);
  }
}

TEST_P(ScheduleTaskTest, the_duty_finds_the_moment_and_its_handler_takes_care_of_it) {
  const auto clock = [now = from_](storage::Session&) -> base::Result<base::Instant> { return now; };
  schedule("a", from_, {});
  const auto duty = schedule_duty();
  const auto handler = schedule_handler(database(), clock);
  EXPECT_EQ(duty.kind, handler.kind);
  const auto due = [&] {
    return read([&](storage::Session& session) { return std::get<tasks::Moments>(duty.when)(session, from_); });
  };
  EXPECT_EQ(due(), from_);
  must(handler.run({}, {}));
  EXPECT_EQ(due(), std::nullopt);
  EXPECT_THAT(heard(), ElementsAre("addresses", "document:note/a", "type:note"));
}

}  // namespace
}  // namespace smartmove::content
