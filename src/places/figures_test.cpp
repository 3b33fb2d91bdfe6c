#include "places/figures.hpp"

#include "places/fact_store.hpp"
#include "places/testing.hpp"

namespace smartmove::places {
namespace {

using content::testing::must;

content::Figure figure(const std::optional<Fact>& fact, const Indicator& indicator = testing::population(),
                       const std::string& language = "sv", base::Date today = {2025, 6, 1}) {
  return to_figure(testing::kumla(), indicator, fact, language, today, content::testing::translations());
}

TEST(FigureTest, writes_value_and_unit_in_the_language) {
  EXPECT_EQ(figure(testing::fact(22354)).value, "22\u00a0354\u00a0invånare");
  EXPECT_EQ(figure(testing::fact(22354), testing::population(), "en").value, "22,354\u00a0residents");
  EXPECT_EQ(figure(testing::fact(12.345, "2024", "share"), testing::share()).value, "12,3\u00a0%");
  EXPECT_EQ(figure(testing::fact(12.35, "2024", "share"), testing::share(), "en").value, "12.4%");
  auto bare = testing::population();
  bare.units = {{"en", ""}, {"sv", ""}};
  EXPECT_EQ(figure(testing::fact(7), bare).value, "7");
  EXPECT_EQ(figure(testing::fact(0)).value, "0\u00a0invånare");
}

TEST(FigureTest, carries_its_source) {
  const auto made = figure(testing::fact(22354, "2019-04/2020-03"));
  EXPECT_TRUE(made.known);
  EXPECT_EQ(made.number, 22354);
  EXPECT_EQ(made.place, "Kumla");
  EXPECT_EQ(made.indicator, "Invånare");
  EXPECT_EQ(made.description, "Folkbokförda.");
  EXPECT_EQ(made.period, "april 2019 – mars 2020");
  EXPECT_EQ(made.source_name, "SCB");
  EXPECT_EQ(made.source_url, "https://www.scb.se/x");
  EXPECT_EQ(made.licence, "CC0");
  EXPECT_EQ(made.retrieved, "1 mars 2026");
}

TEST(FigureTest, unknown_is_said_and_never_a_number) {
  const auto nobody_looked = figure(std::nullopt);
  EXPECT_FALSE(nobody_looked.known);
  EXPECT_EQ(nobody_looked.value, content::testing::translations().text("sv", "figure.unknown"));
  EXPECT_EQ(nobody_looked.source_name, "");
  const auto looked_for = figure(testing::fact(std::nullopt, "2010"));
  EXPECT_FALSE(looked_for.known);
  EXPECT_EQ(looked_for.value, nobody_looked.value);
  EXPECT_EQ(looked_for.source_name, "SCB");
  EXPECT_FALSE(looked_for.stale);
  EXPECT_FALSE(looked_for.older_from);
}

TEST(FigureTest, turns_stale_the_day_after_its_shelf_life) {
  // 2024 ends on 31 December; 365 days later is 31 December 2025.
  const auto fresh = figure(testing::fact(1), testing::population(), "sv", {2025, 12, 31});
  EXPECT_FALSE(fresh.stale);
  EXPECT_EQ(fresh.older_from, (base::Date{2026, 1, 1}));
  const auto stale = figure(testing::fact(1), testing::population(), "sv", {2026, 1, 1});
  EXPECT_TRUE(stale.stale);
  EXPECT_EQ(fresh.age, "");
  EXPECT_EQ(stale.age, "Siffran är 12 månader gammal.");
  EXPECT_GT(stale.older_from, (base::Date{2026, 1, 1}));
  EXPECT_LT(stale.older_from, (base::Date{2026, 2, 1}));
  EXPECT_FALSE(is_stale(testing::fact(1, "2025-12"), testing::population(), {2026, 12, 31}));
  EXPECT_TRUE(is_stale(testing::fact(1, "2025-12"), testing::population(), {2027, 1, 1}));
  EXPECT_FALSE(is_stale(testing::fact(1, "2030"), testing::population(), {2026, 1, 1}));
}

TEST(FigureTest, a_shelf_life_of_ages_is_no_date) {
  auto lasting = testing::population();
  lasting.shelf_life_days = std::numeric_limits<int>::max();
  const auto made = figure(testing::fact(1), lasting);
  EXPECT_FALSE(made.stale);
  EXPECT_FALSE(made.older_from);
}

TEST(FigureTest, names_nobody_translated_are_given_as_they_are) {
  auto place = testing::kumla();
  place.names = {{"sv", "Kumla"}};
  EXPECT_EQ(in_language(place.names, "en"), "Kumla");
  EXPECT_EQ(in_language({}, "en"), "");
}

class LatestFiguresTest : public storage::testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(databases, LatestFiguresTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(LatestFiguresTest, gives_the_latest_and_names_the_codes_of_what_nobody_knows) {
  must(database().write([](storage::Session& session) -> base::Result<> {
    FactStore store(session);
    TRY(store.put_place(testing::kumla()));
    TRY(store.put_indicator(testing::population()));
    TRY(store.put_fact(testing::fact(22000, "2023")));
    TRY(store.put_fact(testing::fact(22354)));
    return {};
  }));
  const auto found = must(database().read([](storage::Session& session) -> base::Result<std::vector<content::Figure>> {
    const auto source = latest_figures(session, content::testing::translations(), "sv", {2025, 6, 1});
    return std::vector{source->figure("1881", "population"), source->figure("1881", "bears"),
                       source->figure("9", "population"), source->figure("1881", "population")};
  }));
  EXPECT_EQ(found[0].number, 22354);
  EXPECT_EQ(found[3].number, 22354);
  EXPECT_FALSE(found[1].known);
  EXPECT_EQ(found[1].place, "Kumla");
  EXPECT_EQ(found[1].indicator, "bears");
  EXPECT_FALSE(found[2].known);
  EXPECT_EQ(found[2].place, "9");
  EXPECT_EQ(found[2].indicator, "Invånare");
}

}  // namespace
}  // namespace smartmove::places
