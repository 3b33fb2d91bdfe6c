#include "storage/change_log.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using testing::must;

using Tags = std::vector<std::string>;

class ChangeLogTest : public testing::DatabaseTest {
 protected:
  void set_up() override {
    database().on_change([](const Change&) {});  // PostgreSQL listens from now on
  }
  void announce(const std::string& tag) {
    must(database().write([&](Session& session) -> base::Result<> {
      session.announce({{tag}});
      return {};
    }));
  }
  /// PostgreSQL's feed hears of a change a moment later.
  std::string position_after(const std::string& tag) {
    while (true) {
      auto position = must(database().settled_position());
      const auto since = must(database().changes_since(position));
      if (since && std::ranges::count(since->tags, tag) == 0) return position;
      std::this_thread::yield();
    }
  }
  bool knows(const std::string& position) { return must(database().changes_since(position)).has_value(); }
};

TEST_P(ChangeLogTest, TellsWhatCameAfter) {
  announce("before");
  const auto position = position_after("before");
  EXPECT_EQ(must(database().changes_since(position))->tags, Tags{});
  announce("after");
  announce("later \"ö\"");
  auto tags = must(database().changes_since(position))->tags;
  std::ranges::sort(tags);
  EXPECT_EQ(tags, (Tags{"after", "later \"ö\""}));
}

TEST_P(ChangeLogTest, LivesOnWhenTheDatabaseIsClosed) {
  announce("before");
  const auto position = position_after("before");
  announce("after");
  test_database().reopen();
  EXPECT_EQ(must(database().changes_since(position))->tags, Tags{"after"});
}

TEST_P(ChangeLogTest, DoesNotKnowWhatIsNoPositionOfItsOwn) {
  announce("a");
  for (const auto* position :
       {"", "x", "log:x", "log:00000000-0000-7000-8000-000000000000", "feed:", "feed:1", "feed:1@", "feed:1@0",
        "feed:9223372036854775807@9999999999999", "feed:99999999999999999999@1"}) {
    EXPECT_FALSE(knows(position)) << position;
  }
}

TEST_P(ChangeLogTest, DoesNotKnowWhatWasLongAgo) {
  announce("first");
  const auto position = position_after("first");
  if (GetParam() == Dialect::postgres) {  // rows are kept for an hour
    const auto at = position.find('@');
    const auto old = base::now() - std::chrono::hours(1);
    EXPECT_FALSE(knows(position.substr(0, at + 1) + std::to_string(old.time_since_epoch().count())));
    return;
  }
  for (int i = 0; i < 1100; ++i) announce(std::to_string(i));
  EXPECT_FALSE(knows(position));
  const auto count = must(database().read(
      [](Session& session) { return session.one<int>(testing::query("SELECT count(*) FROM change")); }));
  EXPECT_EQ(count, 1000);
}

TEST_P(ChangeLogTest, WhatIsRolledBackIsNoChange) {
  announce("before");
  const auto position = position_after("before");
  const auto undone = database().write([](Session& session) -> base::Result<> {
    session.announce({{"undone"}});
    return base::fail(base::ErrorKind::invalid, "No.");
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(must(database().changes_since(position))->tags, Tags{});
}

TEST_P(ChangeLogTest, APositionIsSettledOnlyWhenListenersHaveBeenTold) {
  std::atomic<bool> told{false};
  std::mutex mutex;
  std::condition_variable changed;
  bool inside = false;
  bool go_on = false;
  database().on_change([&](const Change&) {
    std::unique_lock lock(mutex);
    inside = true;
    changed.notify_all();
    changed.wait(lock, [&] { return go_on; });
    told = true;
  });
  std::thread writer([&] { announce("slow"); });
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return inside; });
  std::thread letting_go([&] {
    const std::lock_guard also(mutex);
    go_on = true;
    changed.notify_all();
  });
  lock.unlock();
  const auto position = must(database().settled_position());
  EXPECT_TRUE(told);
  writer.join();
  letting_go.join();
  EXPECT_FALSE(position.empty());
}

INSTANTIATE_TEST_SUITE_P(databases, ChangeLogTest, testing::each_database(), testing::database_name);

TEST(ChangeTags, AreWrittenAndRead) {
  EXPECT_EQ(parse_tags(write_tags({{"a", "ö \"x\""}})).tags, (Tags{"a", "ö \"x\""}));
  EXPECT_EQ(parse_tags("no list").tags, Tags{"*"});
  EXPECT_EQ(parse_tags("[1]").tags, Tags{"*"});
}

}  // namespace
}  // namespace smartmove::storage
