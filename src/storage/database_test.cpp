#include "storage/database.hpp"

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;
using testing::must;
using testing::query;

constexpr Query increment = query("UPDATE counter SET n = n + 1 WHERE name = :name");
constexpr Query insert_counter = query("INSERT INTO counter VALUES (:name, :n)");
constexpr Query select_counter = query("SELECT n FROM counter WHERE name = :name");

class DatabaseTransactionTest : public testing::DatabaseTest {
 protected:
  void set_up() override {
    run_script("CREATE TABLE counter (name TEXT PRIMARY KEY, n BIGINT NOT NULL); INSERT INTO counter VALUES ('a', 0)");
  }
  int counter(const std::string& name = "a") {
    return must(database().read([&](Session& session) { return session.one<int>(select_counter, name); })).value_or(-1);
  }
  base::Result<> add_one() {
    return database().write([](Session& session) -> base::Result<> {
      TRY(session.execute(increment, "a"));
      return {};
    });
  }
};

TEST_P(DatabaseTransactionTest, commits_what_returned_a_value) {
  EXPECT_EQ(must(database().write([](Session& session) -> base::Result<std::string> {
              TRY(session.execute(increment, "a"));
              return "done";
            })),
            "done");
  EXPECT_EQ(counter(), 1);
}

TEST_P(DatabaseTransactionTest, rolls_back_an_error) {
  const auto result = database().write([](Session& session) -> base::Result<> {
    TRY(session.execute(increment, "a"));
    return base::fail(ErrorKind::not_found, "No.");
  });
  EXPECT_EQ(result.error().message, "No.");
  EXPECT_EQ(counter(), 0);
  EXPECT_EQ(database().statistics().rollbacks, 1u);
}

TEST_P(DatabaseTransactionTest, rolls_back_and_passes_on_an_exception) {
  const auto broken = [&] {
    return database().write([](Session& session) -> base::Result<> {
      must(session.execute(increment, "a"));
      throw std::runtime_error("broken world");
    });
  };
  EXPECT_THROW((void)broken(), std::runtime_error);
  EXPECT_EQ(counter(), 0);
  must(add_one());
  EXPECT_EQ(counter(), 1);
}

TEST_P(DatabaseTransactionTest, a_read_cannot_write) {
  const auto result = database().read([](Session& session) { return session.execute(increment, "a"); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(counter(), 0);
}

TEST_P(DatabaseTransactionTest, transactions_do_not_nest) {
  const auto nested = [&] { return database().write([&](Session&) { return add_one(); }); };
  EXPECT_THROW((void)nested(), std::logic_error);
  must(add_one());
  EXPECT_EQ(counter(), 1);
}

TEST_P(DatabaseTransactionTest, a_read_sees_one_moment) {
  std::latch has_read(1);
  std::latch has_written(1);
  std::thread writer([&] {
    has_read.wait();
    EXPECT_TRUE(add_one());
    has_written.count_down();
  });
  must(database().read([&](Session& session) -> base::Result<> {
    EXPECT_EQ(must(session.one<int>(select_counter, "a")), 0);
    has_read.count_down();
    has_written.wait();
    EXPECT_EQ(must(session.one<int>(select_counter, "a")), 0);
    return {};
  }));
  writer.join();
  EXPECT_EQ(counter(), 1);
}

TEST_P(DatabaseTransactionTest, no_increment_is_lost_among_threads) {
  constexpr int threads = 6;
  constexpr int times = 30;
  std::atomic<int> failures{0};
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      for (int n = 0; n < times; ++n) failures += add_one() ? 0 : 1;
    });
  }
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(counter(), threads * times);
}

// Each reads a sum and inserts a row for it: right only if the two happen one after the other.
TEST_P(DatabaseTransactionTest, what_was_read_still_holds_when_it_is_written) {
  constexpr int threads = 4;
  std::vector<std::thread> workers;
  std::atomic<int> failures{0};
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      const auto result = database().write([](Session& session) -> base::Result<> {
        const auto rows = TRY(session.one<int>(query("SELECT count(*) FROM counter"))).value();
        TRY(session.execute(insert_counter, "row " + std::to_string(rows), rows));
        return {};
      });
      failures += result || result.error().kind == ErrorKind::conflict ? 0 : 1;
    });
  }
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(must(database().read([](Session& session) {
              return session.one<int>(query("SELECT count(*) FROM counter WHERE name <> 'a' AND name <> 'row ' || n"));
            })),
            0);
}

TEST_P(DatabaseTransactionTest, delivers_changes_after_the_commit_only) {
  std::vector<std::string> heard;
  int seen_by_listener = -1;
  database().on_change([&](const Change& change) {
    heard.insert(heard.end(), change.tags.begin(), change.tags.end());
    seen_by_listener = counter();
  });
  must(database().write([&](Session& session) -> base::Result<> {
    TRY(session.execute(increment, "a"));
    session.announce({{"place:1880", "navigation"}});
    session.announce({{"place:1880"}});
    EXPECT_TRUE(heard.empty());
    return {};
  }));
  EXPECT_EQ(heard, (std::vector<std::string>{"navigation", "place:1880"}));
  EXPECT_EQ(seen_by_listener, 1);
  const auto failed = database().write([](Session& session) -> base::Result<> {
    session.announce({{"never"}});
    return base::fail(ErrorKind::invalid, "No.");
  });
  EXPECT_FALSE(failed);
  EXPECT_EQ(heard.size(), 2u);
}

TEST_P(DatabaseTransactionTest, a_listener_that_throws_harms_nobody) {
  int heard = 0;
  database().on_change([](const Change&) { throw std::runtime_error("bad listener"); });
  database().on_change([&](const Change&) { ++heard; });
  must(database().write([](Session& session) -> base::Result<> {
    session.announce({{"a"}});
    return {};
  }));
  EXPECT_EQ(heard, 1);
}

TEST_P(DatabaseTransactionTest, more_threads_than_connections_all_get_their_turn) {
  std::atomic<int> right{0};
  std::vector<std::thread> workers;
  for (int i = 0; i < 16; ++i) {
    workers.emplace_back([&] {
      for (int n = 0; n < 20; ++n) right += counter() == 0 ? 1 : 0;
    });
  }
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(right, 320);
}

TEST_P(DatabaseTransactionTest, answers_a_ping_and_counts) {
  const auto before = database().statistics();
  must(database().ping());
  must(add_one());
  const auto after = database().statistics();
  EXPECT_EQ(after.reads, before.reads + 1);
  EXPECT_EQ(after.writes, before.writes + 1);
  EXPECT_EQ(after.queries, before.queries + 2);
  EXPECT_GE(after.write_microseconds, before.write_microseconds);
}

TEST_P(DatabaseTransactionTest, counts_the_time_of_each_thread) {
  using namespace std::chrono_literals;
  const auto before = database_time_of_this_thread();
  must(database().read([](Session&) -> base::Result<> {
    for (const auto end = std::chrono::steady_clock::now() + 2ms; std::chrono::steady_clock::now() < end;) continue;
    return {};
  }));
  EXPECT_GE(database_time_of_this_thread() - before, 2ms);
  std::thread([] { EXPECT_EQ(database_time_of_this_thread(), 0ms); }).join();
}

TEST_P(DatabaseTransactionTest, opened_for_reading_only_it_reads_beside_the_writer) {
  auto settings = test_database().settings();
  settings.access = Access::read_only;
  auto second = must(Database::open(settings));
  must(add_one());
  EXPECT_EQ(must(second->read([](Session& session) { return session.one<int>(select_counter, "a"); })), 1);
  const auto refused = second->write([](Session& session) { return session.execute(increment, "a"); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
}

TEST_P(DatabaseTransactionTest, a_statement_that_ends_the_transaction_is_found_out) {
  const auto result = database().write([](Session& session) -> base::Result<> {
    TRY(session.run_script("COMMIT"));
    return {};
  });
  EXPECT_FALSE(result);
  must(add_one());
}

INSTANTIATE_TEST_SUITE_P(databases, DatabaseTransactionTest, testing::each_database(), testing::database_name);

}  // namespace
}  // namespace smartmove::storage
