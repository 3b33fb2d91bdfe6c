#include "storage/isolation.hpp"

#include <thread>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using testing::must;
using testing::query;

constexpr Query insert_one = query("INSERT INTO counter VALUES (1)");
constexpr Query count_all = query("SELECT count(*) FROM counter");

class IsolationTest : public testing::DatabaseTest {
 protected:
  void set_up() override { run_script("CREATE TABLE counter (n BIGINT NOT NULL)"); }
};
INSTANTIATE_TEST_SUITE_P(databases, IsolationTest, testing::each_database(), testing::database_name);

TEST_P(IsolationTest, what_sees_each_commit_is_still_committed_or_rolled_back_as_a_whole) {
  must(database().write([](Session& session) -> base::Result<> {
    TRY(see_each_commit(session));
    TRY(session.execute(insert_one));
    return {};
  }));
  const auto failed = database().write([](Session& session) -> base::Result<> {
    TRY(see_each_commit(session));
    TRY(session.execute(insert_one));
    return base::fail(base::ErrorKind::invalid, "No.");
  });
  EXPECT_FALSE(failed);
  EXPECT_EQ(must(database().read([](Session& session) { return session.one<int>(count_all); })), 1);
}

TEST_P(IsolationTest, a_statement_sees_what_another_node_has_committed_since_the_one_before) {
  if (GetParam() == Dialect::sqlite) return;  // has one writer: nobody commits meanwhile
  auto other = must(Database::open(test_database().settings()));
  must(database().write([&](Session& session) -> base::Result<> {
    TRY(see_each_commit(session));
    EXPECT_EQ(TRY(session.one<int>(count_all)), 0);
    std::thread([&] { must(other->write([](Session& there) { return there.execute(insert_one); })); }).join();
    EXPECT_EQ(TRY(session.one<int>(count_all)), 1);
    return {};
  }));
}

}  // namespace
}  // namespace smartmove::storage
