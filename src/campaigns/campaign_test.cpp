#include "campaigns/campaign.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/testing.hpp"

namespace smartmove::campaigns {
namespace {

using storage::testing::must;
using ::testing::ElementsAre;

Campaign lasting(base::Date from, base::Date until) {
  Campaign made;
  made.period = {from, until};
  return made;
}

std::vector<std::string> problems_of(const Campaign& campaign) {
  base::JsonReader reader("f");
  check_campaign(campaign, reader);
  std::vector<std::string> all;
  for (const auto& [where, found, expected] : reader.problems()) all.push_back(where + ": " + found + " | " + expected);
  return all;
}

TEST(CampaignTest, is_shown_on_whole_days_both_included_over_the_change_of_clocks) {
  const auto zone = must(base::TimeZone::find("Europe/Stockholm"));
  const auto shown = shown_period(lasting({2026, 3, 28}, {2026, 12, 31}), zone);
  EXPECT_EQ(base::to_iso8601(*shown.from), "2026-03-27T23:00:00.000Z");
  EXPECT_EQ(base::to_iso8601(*shown.until), "2026-12-31T23:00:00.000Z");
  const auto one_day = shown_period(lasting({2026, 10, 25}, {2026, 10, 25}), zone);
  EXPECT_EQ(*one_day.until - *one_day.from, std::chrono::hours(25));
}

TEST(CampaignTest, a_reversed_period_is_refused) {
  EXPECT_THAT(problems_of(lasting({2026, 3, 1}, {2026, 3, 1})), ElementsAre());
  EXPECT_THAT(problems_of(lasting({2026, 3, 2}, {2026, 3, 1})),
              ElementsAre("f#/period/until: 2026-03-01 | a day not before the campaign begins on 2026-03-02"));
}

TEST(CampaignTest, nobody_appears_twice) {
  auto campaign = lasting({2026, 3, 1}, {2026, 3, 2});
  campaign.profiles = {{"ada"}, {"bo"}, {"ada"}};
  EXPECT_THAT(problems_of(campaign), ElementsAre("f#/profiles/2: \"ada\" a second time | each profile once"));
}

}  // namespace
}  // namespace smartmove::campaigns
