#include "sources/pull.hpp"

#include "sources/pull_testing.hpp"

namespace smartmove::sources {
namespace {

using base::ErrorKind;
using fetch::testing::LoopbackServer;
using storage::testing::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kolada_page;
using testing::kolada_row;
using ::testing::UnorderedElementsAre;

class KoladaPullTest : public testing::PullTest {
 protected:
  void set_up() override {
    testing::PullTest::set_up();
    put_source(testing::kolada_source);
    database().on_change([this](const storage::Change& change) {
      const std::lock_guard lock(mutex_);
      announced_.insert(announced_.end(), change.tags.begin(), change.tags.end());
    });
  }

  void service_says(const std::string& rows) { service_.answers_json("/data/", kolada_page(rows)); }
  std::vector<std::string> announced() {
    const std::lock_guard lock(mutex_);
    return std::exchange(announced_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> announced_;
};
INSTANTIATE_TEST_SUITE_P(databases, KoladaPullTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(KoladaPullTest, takes_in_what_is_new_and_the_second_time_nothing) {
  service_says(kolada_row("1881", 2023, "21000") + "," + kolada_row("1881", 2024, "21154.0") + "," +
               kolada_row("0018", 2024, "300000") + "," + kolada_row("0180", 2024, "900000"));
  const auto first = must(pull());
  EXPECT_EQ(first.plan.added(), 3);
  EXPECT_EQ(first.plan.refusals.count(), 0);
  EXPECT_EQ(calls_shown_, 1);
  EXPECT_THAT(facts(), UnorderedElementsAre("18 population 2024 300000", "1881 population 2023 21000",
                                            "1881 population 2024 21154"));
  EXPECT_THAT(announced(), UnorderedElementsAre("facts", "fact:18/population", "fact:1881/population"));
  EXPECT_THAT(service_.requests()[0], HasSubstr("GET /data/kpi/N01951/year/2023,2024,"));
  const auto second = must(pull());
  EXPECT_EQ(second.plan.unchanged, 3);
  EXPECT_THAT(second.plan.steps, IsEmpty());
  EXPECT_THAT(announced(), IsEmpty());
  ASSERT_EQ(runs().size(), 2u);
  EXPECT_EQ(runs()[0].unchanged, 3);
  EXPECT_EQ(runs()[1].added, 3);
  EXPECT_EQ(runs()[1].id, first.run);
}

TEST_P(KoladaPullTest, a_dry_run_changes_nothing) {
  service_says(kolada_row("1881", 2024, "21154"));
  const auto looked = must(pull(PullMode::dry_run));
  EXPECT_EQ(looked.plan.added(), 1);
  EXPECT_EQ(looked.run, std::nullopt);
  EXPECT_THAT(facts(), IsEmpty());
  EXPECT_THAT(runs(), IsEmpty());
}

TEST_P(KoladaPullTest, goes_from_page_to_page_and_stays_with_the_host) {
  service_.answers_json("/data/",
                        kolada_page(kolada_row("1881", 2023, "1"), "\"http://elsewhere.example/data/page2?page=2\""));
  service_.answers_json("/data/page2", kolada_page(kolada_row("1881", 2024, "2")));
  EXPECT_EQ(must(pull()).plan.added(), 2);
  EXPECT_THAT(service_.requests()[1], HasSubstr("GET /data/page2?page=2 "));
  service_.answers_json("/data/page2", kolada_page("", "\"/data/page2?page=2\""));
  const auto endless = pull();
  ASSERT_FALSE(endless);
  EXPECT_THAT(endless.error().message, HasSubstr("its pages do not end"));
}

TEST_P(KoladaPullTest, a_jump_waits_for_approval) {
  service_says(kolada_row("1881", 2023, "100"));
  must(pull());
  service_says(kolada_row("1881", 2023, "101") + "," + kolada_row("1881", 2024, "500"));
  announced();
  const auto pulled = must(pull());
  EXPECT_EQ(pulled.plan.held.size(), 1u);
  EXPECT_THAT(facts(), ElementsAre("1881 population 2023 101"));
  EXPECT_EQ(runs()[0].state, RunState::held);
  announced();
  EXPECT_EQ(must(approve(database(), *pulled.run)).state, RunState::applied);
  EXPECT_THAT(facts(), UnorderedElementsAre("1881 population 2023 101", "1881 population 2024 500"));
  EXPECT_THAT(announced(), UnorderedElementsAre("facts", "fact:1881/population"));
  EXPECT_EQ(approve(database(), *pulled.run).error().kind, ErrorKind::conflict);
  EXPECT_EQ(approve(database(), RunId::generate()).error().kind, ErrorKind::not_found);
  must(undo(database(), *pulled.run));
  EXPECT_THAT(facts(), ElementsAre("1881 population 2023 100"));
}

TEST_P(KoladaPullTest, a_later_pull_takes_the_place_of_what_was_held) {
  service_says(kolada_row("1881", 2023, "100"));
  must(pull());
  service_says(kolada_row("1881", 2024, "500"));
  const auto held = must(pull());
  const auto again = must(pull());
  EXPECT_EQ(again.plan.held.size(), 1u);
  EXPECT_EQ(approve(database(), *held.run).error().kind, ErrorKind::conflict);
  service_says(kolada_row("1881", 2024, "110"));
  must(pull());
  EXPECT_EQ(approve(database(), *again.run).error().kind, ErrorKind::conflict);
  EXPECT_THAT(facts(), Contains("1881 population 2024 110"));
}

TEST_P(KoladaPullTest, undo_puts_every_figure_back) {
  const auto before = places::testing::fact(20999, "2023");
  must(database().write([&](storage::Session& session) -> base::Result<> {
    TRY(places::FactStore(session).put_fact(before));
    return {};
  }));
  service_says(kolada_row("1881", 2023, "21000") + "," + kolada_row("1881", 2024, "21154"));
  const auto pulled = must(pull());
  EXPECT_EQ(pulled.plan.changed(), 1);
  announced();
  EXPECT_EQ(must(undo(database(), *pulled.run)).state, RunState::undone);
  EXPECT_THAT(announced(), UnorderedElementsAre("facts", "fact:1881/population"));
  const auto now = must(database().read(
      [](storage::Session& session) { return places::FactStore(session).facts("1881", "population"); }));
  EXPECT_THAT(now, ElementsAre(before));
  EXPECT_EQ(undo(database(), *pulled.run).error().kind, ErrorKind::conflict);
  EXPECT_EQ(undo(database(), RunId::generate()).error().kind, ErrorKind::not_found);
}

TEST_P(KoladaPullTest, what_was_changed_since_is_not_undone) {
  service_says(kolada_row("1881", 2024, "21154"));
  const auto first = must(pull());
  service_says(kolada_row("1881", 2024, "21155"));
  const auto second = must(pull());
  const auto refused = undo(database(), *first.run);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("1881/population 2024, have been changed since"));
  EXPECT_THAT(facts(), ElementsAre("1881 population 2024 21155"));
  must(undo(database(), *second.run));
  must(undo(database(), *first.run));
  EXPECT_THAT(facts(), IsEmpty());
}

/// Each fault of the service, and a word of what is said of it.
TEST_P(KoladaPullTest, a_fault_changes_nothing_and_is_recorded) {
  service_says(kolada_row("1881", 2024, "21154"));
  must(pull());
  const auto good = kolada_page(kolada_row("1881", 2024, "99"));
  settings_.client.max_bytes = 100'000;
  const std::vector<std::pair<std::string, std::string>> faults{
      {LoopbackServer::answer(429, "", "Retry-After: 1\r\n"), "answers 429, 2 times"},
      {LoopbackServer::answer(500, "oops"), "answers 500, 2 times"},
      {LoopbackServer::answer(404, ""), "answers 404"},
      {LoopbackServer::answer(200, "<html>"), "is not JSON"},
      {LoopbackServer::answer(200, good.substr(0, 60)), "is not JSON"},
      {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5000\r\n\r\n" + good, "could not be reached"},
      {LoopbackServer::answer(200, kolada_page(kolada_row("1881", 2024, "\"many\""))), "expected a number or null"},
      {LoopbackServer::answer(200, std::string(100'001, ' ')), "larger than 100000 bytes"},
      {LoopbackServer::answer(302, "", "Location: https://10.0.0.1/data\r\n"), "not on the public internet"},
      {LoopbackServer::answer(302, "", "Location: http://192.168.0.1/data\r\n"), "only https:// is"},
      {"", "did not answer in time"},
  };
  for (const auto& [answer, words] : faults) {
    service_.answers("/data/", answer);
    if (answer.empty()) settings_.client.total_timeout = std::chrono::milliseconds(300);
    const auto failed = pull();
    ASSERT_FALSE(failed) << words;
    EXPECT_THAT(failed.error().message + base::format_problems(failed.error().problems), HasSubstr(words));
    EXPECT_EQ(runs()[0].state, RunState::failed) << words;
    EXPECT_THAT(runs()[0].message, HasSubstr(words));
    EXPECT_THAT(facts(), ElementsAre("1881 population 2024 21154")) << words;
  }
  EXPECT_EQ(undo(database(), runs()[0].id).error().kind, ErrorKind::conflict);
}

TEST_P(KoladaPullTest, a_body_of_150_megabytes_is_not_taken_into_memory) {
  const std::size_t size = 150u << 20;
  service_.answers("/data/", LoopbackServer::answer(200, std::string(size, ' ')));
  const auto failed = pull();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::too_large);
  EXPECT_THAT(facts(), IsEmpty());
}

TEST_P(KoladaPullTest, changed_codes_are_refused_with_their_reason) {
  service_says(kolada_row("SE-1881", 2024, "21154"));
  const auto pulled = must(pull());
  EXPECT_THAT(facts(), IsEmpty());
  ASSERT_EQ(pulled.plan.refusals.count(), 2);
  EXPECT_EQ(pulled.plan.refusals.all()[0].reason, "The answer has nothing of the place.");
  EXPECT_EQ(runs()[0].refused, 2);
}

TEST_P(KoladaPullTest, one_gender_may_be_what_is_wanted) {
  auto text = std::string(testing::kolada_source);
  text.replace(text.find("\"N01951\""), 8, R"("N01951","gender":"K")");
  put_source(text);
  service_says(R"({"kpi":"N01951","municipality":"1881","period":2024,"values":[{"gender":"T","value":30},
                  {"gender":"K","value":10},{"gender":"M","value":20}]})");
  must(pull());
  EXPECT_THAT(facts(), ElementsAre("1881 population 2024 10"));
}

TEST_P(KoladaPullTest, a_source_that_is_not_there_is_named_with_those_that_are) {
  const auto refused = pull(PullMode::apply, "kolda");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "There is no source \"kolda\". There are s.");
  EXPECT_THAT(runs(), IsEmpty());
}

TEST_P(KoladaPullTest, a_source_that_changes_meanwhile_is_left_alone) {
  service_says(kolada_row("1881", 2024, "21154"));
  auto other = std::string(testing::kolada_source);
  other.replace(other.find("not stated"), 10, "CC0");
  const auto stopped = sources::pull(
      database(), settings_, "s", PullMode::apply, [](std::chrono::milliseconds) { return true; },
      [&](std::size_t, std::size_t) { put_source(other); });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::conflict);
  EXPECT_THAT(facts(), IsEmpty());
}

TEST_P(KoladaPullTest, takes_in_what_kolada_answered_when_it_was_recorded) {
  const auto recorded = testing::recorded("kolada/data_n00945.json");
  if (!recorded) GTEST_SKIP() << testing::no_recorded_answers;
  put_source(R"({"service":"kolada","source_name":"Kolada","source_url":"https://www.kolada.se/","licence":"not stated",
    "from_year":2000,"places":{"0180":"1881"},"feeds":[{"indicator":"share","unit":"percent","id":"N00945"}]})");
  service_.answers_json("/data/", *recorded);
  service_.answers_json("/data/kpi/N00945/year/2015", kolada_page(""));
  EXPECT_EQ(must(pull()).plan.added(), 21);
  EXPECT_THAT(facts(), Contains(HasSubstr("1881 share 2000 31.3295")));
}

}  // namespace
}  // namespace smartmove::sources
