#include "app/site_gauges.hpp"

#include <gmock/gmock.h>

#include "content/document_store.hpp"
#include "places/fact_store.hpp"
#include "places/testing.hpp"
#include "sources/source_store.hpp"
#include "storage/testing.hpp"

namespace smartmove::app {
namespace {

using storage::testing::must;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

class SiteGaugesTest : public storage::testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(databases, SiteGaugesTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(SiteGaugesTest, count_the_figures_that_are_shown_and_old) {
  must(database().write([](storage::Session& session) -> base::Result<> {
    TRY(content::DocumentStore(session).put_region({"x", "Europe/Stockholm", {"sv"}}));
    places::FactStore store(session);
    TRY(store.put_place(places::testing::kumla()));
    TRY(store.put_place(places::testing::county()));
    TRY(store.put_indicator(places::testing::population()));
    for (const auto* period : {"1990", "1991", "2199"}) TRY(store.put_fact(places::testing::fact(1, period)));
    TRY(store.put_fact(places::testing::fact(1, "1990", "population", "18")));
    return {};
  }));
  web::Metrics metrics;
  must(add_site_gauges(metrics, database()));
  const auto text = metrics.render();
  EXPECT_THAT(text, HasSubstr("\nsmartmove_facts_stale 1\n"));
  EXPECT_THAT(text, ContainsRegex("smartmove_schema_migrations\\{latest=\"20[^\"]+\"\\} [1-9]"));
}

TEST_P(SiteGaugesTest, tell_the_age_of_the_last_pull_of_each_source) {
  must(database().write([](storage::Session& session) -> base::Result<> {
    sources::SourceStore store(session);
    const sources::Source source;
    TRY(store.put("never", source));
    TRY(store.put("often", source));
    sources::Run run;
    run.id = sources::RunId::generate();
    run.source = "often";
    TRY(store.add_run(run));
    run.id = sources::RunId::generate();
    run.source = "never";
    run.state = sources::RunState::failed;
    return store.add_run(run);
  }));
  web::Metrics metrics;
  must(add_site_gauges(metrics, database()));
  EXPECT_THAT(metrics.render(), ContainsRegex("smartmove_facts_pull_age_seconds\\{source=\"never\"\\} inf\n"
                                              "smartmove_facts_pull_age_seconds\\{source=\"often\"\\} [1-9]"));
}

TEST_P(SiteGaugesTest, of_an_empty_site_there_is_no_number) {
  web::Metrics metrics;
  must(add_site_gauges(metrics, database()));
  EXPECT_THAT(metrics.render(), HasSubstr("\nsmartmove_facts_stale nan\n"));
}

TEST(AtMostEvery, AsksNoMoreOftenThanThat) {
  double asked = 0;
  const auto seldom = at_most_every(std::chrono::hours(1), [&] { return ++asked; });
  EXPECT_EQ(seldom(), 1);
  EXPECT_EQ(seldom(), 1);
  const auto always = at_most_every(std::chrono::seconds(0), [&] { return ++asked; });
  EXPECT_EQ(always(), 2);
  EXPECT_EQ(always(), 3);
}

}  // namespace
}  // namespace smartmove::app
