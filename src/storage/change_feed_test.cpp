#include "storage/change_feed.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using namespace std::chrono_literals;
using testing::must;
using testing::query;

/// What a node heard, to be waited for.
class Heard {
 public:
  explicit Heard(Database& database) {
    database.on_change([this](const Change& change) {
      const std::lock_guard lock(mutex_);
      for (const auto& tag : change.tags) tags_.push_back(tag);
      changed_.notify_all();
    });
  }
  bool wait_for(const std::string& tag, std::chrono::seconds patience = 20s) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return std::ranges::count(tags_, tag) > 0; });
  }
  std::vector<std::string> tags() {
    const std::lock_guard lock(mutex_);
    return tags_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> tags_;
};

using Tags = std::vector<std::string>;

void announce(Database& database, const std::string& tag) {
  must(database.write([&](Session& session) -> base::Result<> {
    session.announce({{tag}});
    return {};
  }));
}

class ChangeFeedTest : public testing::DatabaseTest {
 protected:
  void set_up() override {
    second_ = must(Database::open(test_database().settings()));
    here_ = std::make_unique<Heard>(database());
    there_ = std::make_unique<Heard>(*second_);
  }
  void TearDown() override {
    second_.reset();
    DatabaseTest::TearDown();
  }

  static void cut_listening_connections() {
    testing::run_on_postgres(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "
        "(query LIKE '%pg_snapshot_xmin%' OR query LIKE 'LISTEN%' OR query LIKE 'DELETE FROM change%')");
  }

  std::unique_ptr<Heard> here_, there_;
  std::unique_ptr<Database> second_;
};

TEST_P(ChangeFeedTest, reaches_the_other_node_and_its_own_only_once) {
  announce(database(), "place:1880");
  EXPECT_EQ(here_->tags(), Tags{"place:1880"});  // before write() returned
  EXPECT_TRUE(there_->wait_for("place:1880"));
  announce(*second_, "navigation \"ö\" 🏡");
  EXPECT_TRUE(here_->wait_for("navigation \"ö\" 🏡"));
  EXPECT_EQ(here_->tags(), (Tags{"place:1880", "navigation \"ö\" 🏡"}));
  EXPECT_EQ(there_->tags(), (Tags{"place:1880", "navigation \"ö\" 🏡"}));
}

TEST_P(ChangeFeedTest, says_nothing_of_what_was_rolled_back) {
  const auto failed = database().write([](Session& session) -> base::Result<> {
    session.announce({{"never"}});
    return base::fail(base::ErrorKind::invalid, "No.");
  });
  EXPECT_FALSE(failed);
  announce(database(), "later");
  EXPECT_TRUE(there_->wait_for("later"));
  EXPECT_EQ(there_->tags(), Tags{"later"});
}

TEST_P(ChangeFeedTest, makes_up_for_what_it_missed_while_disconnected) {
  for (int round = 0; round < 3; ++round) {
    const std::string number = std::to_string(round);
    announce(database(), "before " + number);
    EXPECT_TRUE(there_->wait_for("before " + number));
    cut_listening_connections();
    for (int i = 0; i < 20; ++i) announce(database(), "during " + number + "." + std::to_string(i));
    EXPECT_TRUE(there_->wait_for("during " + number + ".19"));
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(there_->wait_for("during " + number + "." + std::to_string(i)));
  }
  EXPECT_EQ(there_->tags().size(), 63u);  // none twice, and no `*` where nothing was in doubt
  EXPECT_GT(second_->statistics().feed_reconnects, 0u);
}

// Transactions commit in another order than they began: a reader that only remembers the highest number misses the
// slow.
TEST_P(ChangeFeedTest, does_not_lose_a_slow_transaction_that_began_first) {
  must(database().write([&](Session& session) -> base::Result<> {
    TRY(session.one<std::string>(query("SELECT pg_current_xact_id()::text")));
    TRY(session.execute(
        query("INSERT INTO change (id, transaction_id, origin, tags, at) VALUES "
              "('slow', pg_current_xact_id()::text::bigint, 'a third node', '[\"slow\"]', 9000000000000)")));
    for (int i = 0; i < 5; ++i) {
      announce(*second_, "fast " + std::to_string(i));
      EXPECT_TRUE(here_->wait_for("fast " + std::to_string(i)));
    }
    session.announce({{"end"}});
    return {};
  }));
  EXPECT_TRUE(there_->wait_for("end"));
  EXPECT_TRUE(there_->wait_for("slow"));
  EXPECT_TRUE(here_->wait_for("slow"));
  for (const auto& heard : {here_.get(), there_.get()}) {
    const auto tags = heard->tags();
    EXPECT_EQ(std::ranges::count(tags, "slow"), 1);
    EXPECT_EQ(std::ranges::count(tags, "fast 0"), 1);
  }
}

TEST_P(ChangeFeedTest, hears_of_many_writers) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 25; ++i) announce(writer % 2 ? database() : *second_, std::to_string(writer * 100 + i));
    });
  }
  for (auto& writer : writers) writer.join();
  for (int writer = 0; writer < 4; ++writer) {
    for (int i = 0; i < 25; ++i) {
      EXPECT_TRUE(here_->wait_for(std::to_string(writer * 100 + i)));
      EXPECT_TRUE(there_->wait_for(std::to_string(writer * 100 + i)));
    }
  }
  EXPECT_EQ(here_->tags().size(), 100u);
  EXPECT_EQ(there_->tags().size(), 100u);
}

TEST_P(ChangeFeedTest, keeps_its_table_short) {
  must(database().write([](Session& session) -> base::Result<> {
    TRY(session.execute(
        query("INSERT INTO change (id, transaction_id, origin, tags, at) VALUES ('old', 1, 'x', '[]', 1)")));
    return {};
  }));
  auto third = must(Database::open(test_database().settings()));
  const Heard heard(*third);
  EXPECT_EQ(must(third->read([](Session& session) {
              return session.one<int>(query("SELECT count(*) FROM change WHERE id = 'old'"));
            })),
            0);
}

INSTANTIATE_TEST_SUITE_P(databases, ChangeFeedTest, ::testing::Values(Dialect::postgres), testing::database_name);

}  // namespace
}  // namespace smartmove::storage
