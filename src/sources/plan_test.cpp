#include "sources/plan.hpp"

#include <fmt/format.h>

#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using places::Fact;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto unknown = std::optional<double>{};

class PlanTest : public ::testing::Test {
 protected:
  Fact fact(std::optional<double> value, std::string period = "2024", std::string place = "1881") {
    return {std::move(place),       "population", std::move(period), value, "Kolada N1",
            "https://k.example/N1", "CC0",        {2026, 3, 1}};
  }

  Plan plan(std::vector<Cell> cells, std::vector<Fact> stored = {}) {
    Gathered gathered;
    gathered.feeds.push_back({std::move(cells)});
    return plan_of(gathered, std::move(stored));
  }

  Plan plan_of(const Gathered& gathered, std::vector<Fact> stored = {}) {
    const PlaceCodes codes(source_, places_);
    const std::map<std::string, std::vector<Fact>> by_indicator{{"population", std::move(stored)}};
    return make_plan(gathered, {source_, codes, indicators_, by_indicator, {2026, 11, 24}, 50});
  }

  static std::vector<std::string> shown(const std::vector<Step>& steps) {
    std::vector<std::string> all;
    for (const auto& step : steps) {
      all.push_back(fmt::format("{} {} {}", step.after.place, step.after.period,
                                step.after.value ? fmt::format("{}", *step.after.value) : "unknown"));
    }
    return all;
  }

  static std::string reasons(const Plan& plan) {
    std::string all;
    for (const auto& refusal : plan.refusals.all()) {
      all += fmt::format("{} {} ({})\n", refusal.count, refusal.reason, refusal.example);
    }
    return all;
  }

  Source source_ = testing::source(R"({"service":"kolada","source_name":"Kolada {id}",
    "source_url":"https://k.example/{id}","licence":"CC0","from_year":2020,
    "feeds":[{"indicator":"population","unit":"persons","id":"N1"}]})");
  std::vector<places::Place> places_{{"1881", places::PlaceKind::municipality, "", {}}};
  std::map<std::string, places::Indicator> indicators_ = [] {
    places::Indicator indicator;
    indicator.code = "population";
    indicator.unit = "persons";
    return std::map<std::string, places::Indicator>{{"population", indicator}};
  }();
};

TEST_F(PlanTest, what_is_new_carries_its_source) {
  const auto made = plan({{"1881", "2024", 21154}, {"1881", "2023", 21000}, {"1881", "2019", 1}});
  EXPECT_THAT(shown(made.steps), ElementsAre("1881 2023 21000", "1881 2024 21154"));
  EXPECT_EQ(made.added(), 2);
  EXPECT_EQ(made.changed(), 0);
  auto expected = fact(21154);
  expected.retrieved = {2026, 11, 24};
  EXPECT_EQ(made.steps[1].after, expected);
}

TEST_F(PlanTest, the_same_figure_is_unchanged_whenever_it_was_retrieved) {
  const auto made = plan({{"1881", "2024", 21154.000000000004}}, {fact(21154)});
  EXPECT_EQ(made.unchanged, 1);
  EXPECT_THAT(made.steps, IsEmpty());
  auto from_elsewhere = fact(21154);
  from_elsewhere.source_name = "A website";
  const auto better = plan({{"1881", "2024", 21154}}, {from_elsewhere});
  EXPECT_EQ(better.changed(), 1);
  EXPECT_EQ(better.steps[0].before, from_elsewhere);
}

TEST_F(PlanTest, a_correction_is_a_change_and_a_jump_is_held) {
  EXPECT_THAT(shown(plan({{"1881", "2024", 149}}, {fact(100)}).steps), ElementsAre("1881 2024 149"));
  const auto made = plan({{"1881", "2024", 151}}, {fact(100)});
  EXPECT_THAT(made.steps, IsEmpty());
  ASSERT_EQ(made.held.size(), 1u);
  EXPECT_EQ(made.held[0].reason, "from 100 to 151 (+51 %)");
  EXPECT_EQ(made.held[0].before, fact(100));
}

TEST_F(PlanTest, a_new_period_is_measured_by_the_last_known_one) {
  const auto made = plan({{"1881", "2022", 1000}, {"1881", "2024", 40}, {"1881", "2025", 110}}, {fact(100, "2023")});
  EXPECT_THAT(shown(made.steps), ElementsAre("1881 2022 1000", "1881 2025 110"));
  EXPECT_THAT(shown(made.held), ElementsAre("1881 2024 40"));
  EXPECT_EQ(made.held[0].reason, "from 100 to 40 (-60 %) since 2023");
  EXPECT_EQ(made.held[0].before, std::nullopt);
}

TEST_F(PlanTest, nothing_is_zero_per_cent_of_nothing) {
  EXPECT_EQ(plan({{"1881", "2024", 1}}, {fact(0)}).held.size(), 1u);
  EXPECT_EQ(plan({{"1881", "2024", -100}}, {fact(-90)}).changed(), 1);
  source_.feeds[0].max_jump_percent = 0;
  EXPECT_EQ(plan({{"1881", "2024", 1e9}}, {fact(0)}).held.size(), 0u);
  source_.feeds[0].max_jump_percent = 5;
  EXPECT_EQ(plan({{"1881", "2024", 106}}, {fact(100)}).held.size(), 1u);
}

TEST_F(PlanTest, a_figure_that_is_gone_is_held) {
  const auto made = plan({{"1881", "2024", unknown}}, {fact(100)});
  EXPECT_THAT(shown(made.held), ElementsAre("1881 2024 unknown"));
  EXPECT_EQ(made.held[0].reason, "it was known and is gone");
}

TEST_F(PlanTest, an_unknown_figure_does_not_hide_a_known_one) {
  const auto later = plan({{"1881", "2025", unknown}}, {fact(100)});
  EXPECT_THAT(later.steps, IsEmpty());
  EXPECT_EQ(later.unknown, 1);
  EXPECT_THAT(shown(plan({{"1881", "2023", 1}, {"1881", "2024", unknown}}).steps), ElementsAre("1881 2023 1"));
  const auto none = plan({{"1881", "2023", unknown}, {"1881", "2024", unknown}});
  EXPECT_THAT(shown(none.steps), ElementsAre("1881 2024 unknown"));
  EXPECT_EQ(plan({{"1881", "2024", unknown}}, {fact(unknown)}).unchanged, 1);
  EXPECT_EQ(plan({{"1881", "2024", 7}}, {fact(unknown)}).changed(), 1);
}

TEST_F(PlanTest, a_scale_leaves_no_dust) {
  source_.feeds[0].scale = 1000;
  EXPECT_EQ(plan({{"1881", "2024", 31.33}}).steps[0].after.value, 31330);
}

TEST_F(PlanTest, two_figures_for_one_place_and_period_are_both_refused) {
  const auto made = plan({{"1881", "2024", 1}, {"1881", "2024", 2}, {"1881", "2023", 3}});
  EXPECT_THAT(shown(made.steps), ElementsAre("1881 2023 3"));
  EXPECT_EQ(reasons(made), "1 There is more than one figure for a place and period. (population 1881 2024)\n");
}

TEST_F(PlanTest, changed_codes_do_not_go_unnoticed) {
  const auto places = plan({{"18-81", "2024", 1}});
  EXPECT_THAT(places.steps, IsEmpty());
  EXPECT_EQ(reasons(places), "1 The answer has nothing of the place. (population \"1881\")\n");
  const auto periods = plan({{"1881", "FY24", 1}});
  EXPECT_THAT(reasons(periods), HasSubstr("1 The period is none that can be read. (population \"FY24\")\n"));
  source_.service = Service::csv;
  EXPECT_EQ(reasons(plan({{"18-81", "2024", 1}})), "1 The site has no such place. (population \"18-81\")\n");
}

TEST_F(PlanTest, a_feed_in_another_unit_is_refused_whole) {
  source_.feeds[0].unit = "thousands";
  const auto made = plan({{"1881", "2024", 1}});
  EXPECT_THAT(made.steps, IsEmpty());
  EXPECT_EQ(reasons(made), "1 The figures are in \"thousands\", the indicator is in \"persons\". (population N1)\n");
  source_.feeds[0].indicator = "mayors";
  EXPECT_EQ(reasons(plan({{"1881", "2024", 1}})), "1 The site has no such indicator. (mayors N1)\n");
}

TEST_F(PlanTest, what_is_not_modified_or_refused_is_left_alone) {
  Gathered gathered;
  gathered.feeds.push_back({{}, true, false});
  const auto same = plan_of(gathered, {fact(1)});
  EXPECT_EQ(same.not_modified, 1);
  EXPECT_EQ(same.refusals.count(), 0);
  gathered.feeds[0] = {{}, false, true};
  gathered.refusals.add("The dimension Kon is gone.", "population N1");
  EXPECT_EQ(reasons(plan_of(gathered)), "1 The dimension Kon is gone. (population N1)\n");
}

}  // namespace
}  // namespace smartmove::sources
