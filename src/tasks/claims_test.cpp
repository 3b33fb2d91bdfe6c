#include "tasks/claims.hpp"

#include <gmock/gmock.h>

#include "tasks/testing.hpp"

namespace smartmove::tasks {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

class ClaimsTest : public testing::TaskTest {
 protected:
  std::optional<base::Instant> next_due(const std::string& kinds = R"(["a"])", const std::string& held = "[]") {
    return claims([&](Claims& all) { return all.next_due({kinds, held}); });
  }
  bool renew(const Claim& claim) {
    return claims([&](Claims& all) { return all.renew(claim, clock_.now() + 30s); });
  }
  bool finish(const Claim& claim) {
    return claims([&](Claims& all) { return all.finish(claim, clock_.now()); });
  }
  bool fail(const Claim& claim) {
    return claims([&](Claims& all) { return all.fail(claim, "Broken.", clock_.now() + 5s, clock_.now()); });
  }
  bool give_back(const Claim& claim) {
    return claims([&](Claims& all) { return all.give_back(claim, clock_.now()); });
  }
};
INSTANTIATE_TEST_SUITE_P(databases, ClaimsTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(ClaimsTest, each_task_is_claimed_once_the_oldest_first) {
  const auto second = enqueue({.kind = "a", .run_at = clock_.now() - 1s}).id;
  const auto first = enqueue({.kind = "a", .payload = {{"n", 1}}, .run_at = clock_.now() - 2s}).id;
  const auto claimed = claim("x");
  EXPECT_EQ(claimed->id, first);
  EXPECT_EQ(claimed->payload, (boost::json::value{{"n", 1}}));
  EXPECT_EQ(claimed->attempts, 1);
  EXPECT_EQ(claimed->claimed_by, "x");
  EXPECT_EQ(find(first).claimed_until, clock_.now() + 30s);
  EXPECT_EQ(claim("y")->id, second);
  EXPECT_EQ(claim("z"), std::nullopt);
}

TEST_P(ClaimsTest, only_what_is_due_and_can_be_handled_is_claimed) {
  enqueue({.kind = "b", .run_at = clock_.now() - 1h});
  const auto id = enqueue({.kind = "a", .run_at = clock_.now() + 1s}).id;
  EXPECT_EQ(claim("x"), std::nullopt);
  EXPECT_EQ(next_due(), clock_.now() + 1s);
  EXPECT_EQ(next_due(R"(["a", "b"])"), clock_.now() - 1h);
  EXPECT_EQ(next_due("[]"), std::nullopt);
  clock_.advance(1s);
  EXPECT_EQ(claim("x")->id, id);
}

TEST_P(ClaimsTest, a_lease_that_ends_lets_another_take_over_and_the_first_has_no_say) {
  const auto id = enqueue({.kind = "a"}).id;
  const auto first = claim("x");
  EXPECT_EQ(next_due(), clock_.now() + 30s);
  clock_.advance(29s);
  EXPECT_EQ(claim("y"), std::nullopt);
  clock_.advance(1s);
  const auto second = claim("y");
  EXPECT_EQ(second->id, id);
  EXPECT_EQ(second->attempts, 2);
  EXPECT_FALSE(renew(*first));
  EXPECT_FALSE(finish(*first));
  EXPECT_FALSE(fail(*first));
  EXPECT_FALSE(give_back(*first));
  EXPECT_EQ(state(id), State::running);
  EXPECT_TRUE(finish(*second));
  EXPECT_EQ(state(id), State::done);
  EXPECT_FALSE(finish(*second));
}

TEST_P(ClaimsTest, a_renewed_lease_goes_on) {
  enqueue({.kind = "a"});
  const auto first = claim("x");
  clock_.advance(29s);
  EXPECT_TRUE(renew(*first));
  clock_.advance(29s);
  EXPECT_EQ(claim("y"), std::nullopt);
  EXPECT_TRUE(finish(*first));
}

TEST_P(ClaimsTest, what_is_known_to_run_in_the_same_process_is_left_alone) {
  enqueue({.kind = "a", .max_attempts = 1});
  claim("x");
  clock_.advance(1h);
  EXPECT_EQ(next_due(R"(["a"])", R"(["x"])"), std::nullopt);
  EXPECT_EQ(claim("y", R"(["x"])"), std::nullopt);
  EXPECT_EQ(counts().running, 1);
}

TEST_P(ClaimsTest, a_failed_task_waits_and_is_dead_in_the_end) {
  const auto id = enqueue({.kind = "a", .max_attempts = 2}).id;
  EXPECT_TRUE(fail(*claim("x")));
  auto task = find(id);
  EXPECT_EQ(task.state, State::waiting);
  EXPECT_EQ(task.run_at, clock_.now() + 5s);
  EXPECT_EQ(task.last_error, "Broken.");
  EXPECT_EQ(task.claimed_by, std::nullopt);
  EXPECT_EQ(claim("x"), std::nullopt);
  clock_.advance(5s);
  EXPECT_TRUE(fail(*claim("x")));
  task = find(id);
  EXPECT_EQ(task.state, State::dead);
  EXPECT_EQ(task.attempts, 2);
  EXPECT_EQ(task.last_error, "Broken.");
  EXPECT_EQ(next_due(), std::nullopt);
}

TEST_P(ClaimsTest, a_task_that_takes_its_process_with_it_every_time_is_dead_in_the_end) {
  const auto id = enqueue({.kind = "a", .max_attempts = 2}).id;
  for (int attempt = 1; attempt <= 2; ++attempt) {
    EXPECT_EQ(claim("x")->attempts, attempt);
    clock_.advance(30s);
  }
  EXPECT_EQ(claim("x"), std::nullopt);
  EXPECT_EQ(state(id), State::dead);
  EXPECT_THAT(find(id).last_error.value(), HasSubstr("every attempt"));
}

TEST_P(ClaimsTest, what_is_given_back_is_as_if_never_claimed) {
  const auto id = enqueue({.kind = "a", .max_attempts = 1}).id;
  EXPECT_TRUE(give_back(*claim("x")));
  EXPECT_EQ(find(id).attempts, 0);
  EXPECT_EQ(claim("y")->id, id);
}

}  // namespace
}  // namespace smartmove::tasks
