#include "sources/source_store.hpp"

#include "places/testing.hpp"
#include "sources/testing.hpp"
#include "storage/testing.hpp"

namespace smartmove::sources {
namespace {

using places::Put;
using storage::testing::must;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class SourceStoreTest : public storage::testing::DatabaseTest {
 protected:
  template <class Body>
  auto write(Body body) {
    return must(database().write([&](storage::Session& session) {
      SourceStore store(session);
      return body(store);
    }));
  }
  sources::Run add_run(RunState state, std::string source = "kolada", std::int64_t started_at = 1'000) {
    sources::Run run;
    run.id = RunId::generate();
    run.source = std::move(source);
    run.state = state;
    run.started_at = base::Instant(std::chrono::milliseconds(started_at));
    run.ended_at = run.started_at + std::chrono::seconds(2);
    run.added = 3;
    run.refusals = base::to_json(std::vector<Refusal>{{"Why", 2, "this"}});
    run.message = state == RunState::failed ? "It failed." : "";
    write([&](SourceStore& store) { return store.add_run(run); });
    return run;
  }
  std::vector<RunState> states() {
    std::vector<RunState> all;
    for (const auto& run : write([](SourceStore& store) { return store.runs(10); })) all.push_back(run.state);
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(databases, SourceStoreTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(SourceStoreTest, keeps_sources_by_key) {
  auto source = testing::source(R"({"service":"csv","source_name":"N","source_url":"https://x","licence":"CC0",
    "address":"https://x/f.csv","place_column":"kod","period_column":"period","places":{"0018":"18"},
    "feeds":[{"indicator":"share","unit":"percent","id":"andel","scale":0.1}]})");
  EXPECT_EQ(write([&](SourceStore& store) { return store.put("own", source); }), Put::added);
  EXPECT_EQ(write([&](SourceStore& store) { return store.put("own", source); }), Put::unchanged);
  source.licence = "CC BY 4.0";
  EXPECT_EQ(write([&](SourceStore& store) { return store.put("own", source); }), Put::changed);
  const auto found = write([](SourceStore& store) { return store.find("own"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(base::to_json(*found), base::to_json(source));
  EXPECT_FALSE(write([](SourceStore& store) { return store.find("other"); }));
  EXPECT_EQ(write([](SourceStore& store) { return store.all(); }).size(), 1u);
  write([](SourceStore& store) { return store.remove("own"); });
  EXPECT_THAT(write([](SourceStore& store) { return store.all(); }), IsEmpty());
}

TEST_P(SourceStoreTest, keeps_runs_the_newest_first) {
  const auto first = add_run(RunState::failed, "kolada", 1'000);
  const auto second = add_run(RunState::applied, "kolada", 2'000);
  add_run(RunState::held, "scb", 3'000);
  EXPECT_THAT(states(), ElementsAre(RunState::held, RunState::applied, RunState::failed));
  const auto found = write([&](SourceStore& store) { return store.run(first.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(base::to_json(found->refusals), base::to_json(first.refusals));
  EXPECT_EQ(found->message, "It failed.");
  EXPECT_EQ(found->added, 3);
  write([&](SourceStore& store) { return store.set_state(second.id, RunState::undone); });
  EXPECT_THAT(states(), ElementsAre(RunState::held, RunState::undone, RunState::failed));
  EXPECT_FALSE(write([](SourceStore& store) { return store.run(RunId::generate()); }));
  EXPECT_EQ(write([](SourceStore& store) { return store.runs(1); }).size(), 1u);
}

TEST_P(SourceStoreTest, the_last_pull_is_the_last_that_worked) {
  add_run(RunState::applied, "kolada", 1'000);
  add_run(RunState::failed, "kolada", 9'000);
  add_run(RunState::held, "scb", 5'000);
  EXPECT_THAT(write([](SourceStore& store) { return store.last_pulls(); }),
              ElementsAre(Pair("kolada", base::Instant(std::chrono::milliseconds(3'000))),
                          Pair("scb", base::Instant(std::chrono::milliseconds(7'000)))));
}

TEST_P(SourceStoreTest, a_row_keeps_both_facts_to_the_last_bit) {
  const auto run = add_run(RunState::held);
  auto before = places::testing::fact(0.1 + 0.2);
  auto after = places::testing::fact(31.32959689);
  after.source_name = "Kolada \"N1\"";
  write([&](SourceStore& store) -> base::Result<> {
    TRY(store.add_row(run.id, {places::testing::fact(std::nullopt, "2023"), std::nullopt, RowAction::applied, ""}));
    return store.add_row(run.id, {after, before, RowAction::held, "from here to there"});
  });
  auto rows = write([&](SourceStore& store) { return store.rows(run.id); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].after, places::testing::fact(std::nullopt, "2023"));
  EXPECT_EQ(rows[0].before, std::nullopt);
  EXPECT_EQ(rows[1].after, after);
  EXPECT_EQ(rows[1].before, before);
  EXPECT_EQ(rows[1].reason, "from here to there");
  rows[1].action = RowAction::applied;
  write([&](SourceStore& store) { return store.set_row(run.id, rows[1]); });
  EXPECT_EQ(write([&](SourceStore& store) { return store.rows(run.id); })[1].action, RowAction::applied);
}

TEST_P(SourceStoreTest, what_a_source_holds_can_be_dropped) {
  const auto run = add_run(RunState::held);
  const auto other = add_run(RunState::held, "scb");
  write([&](SourceStore& store) -> base::Result<> {
    TRY(store.add_row(run.id, {places::testing::fact(1), std::nullopt, RowAction::applied, ""}));
    TRY(store.add_row(run.id, {places::testing::fact(2, "2025"), std::nullopt, RowAction::held, "x"}));
    TRY(store.add_row(other.id, {places::testing::fact(2, "2025"), std::nullopt, RowAction::held, "x"}));
    return store.drop_held("kolada");
  });
  EXPECT_EQ(write([&](SourceStore& store) { return store.rows(run.id); }).size(), 1u);
  EXPECT_EQ(write([&](SourceStore& store) { return store.rows(other.id); }).size(), 1u);
  EXPECT_EQ(write([&](SourceStore& store) { return store.run(run.id); })->state, RunState::applied);
  EXPECT_EQ(write([&](SourceStore& store) { return store.run(other.id); })->state, RunState::held);
}

TEST_P(SourceStoreTest, keeps_by_what_answers_are_known) {
  const Validators some{{"https://x/a", {"\"1\"", ""}}, {"https://x/b", {"", "Mon, 23 Nov 2026 19:40:00 GMT"}}};
  write([&](SourceStore& store) -> base::Result<> {
    TRY(store.set_validators("own", some));
    return store.set_validators("other", {{"https://x/a", {"\"2\"", ""}}});
  });
  EXPECT_EQ(write([](SourceStore& store) { return store.validators("own"); }), some);
  write([](SourceStore& store) { return store.set_validators("own", {{"https://x/c", {"\"3\"", ""}}}); });
  EXPECT_EQ(write([](SourceStore& store) { return store.validators("own"); }).size(), 1u);
  write([](SourceStore& store) { return store.forget_validators(); });
  EXPECT_THAT(write([](SourceStore& store) { return store.validators("other"); }), IsEmpty());
}

}  // namespace
}  // namespace smartmove::sources
