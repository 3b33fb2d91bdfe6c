#include "campaigns/campaign.hpp"

#include <algorithm>

namespace smartmove::campaigns {

content::Schedule shown_period(const Campaign& campaign, const base::TimeZone& zone) {
  return {zone.start_of(campaign.period.from), zone.start_of(base::day_after(campaign.period.until))};
}

void check_campaign(const Campaign& campaign, base::JsonReader& reader) {
  if (campaign.period.until < campaign.period.from) {
    auto outer = reader.enter("period");
    auto inner = reader.enter("until");
    reader.breach(base::to_string(campaign.period.until),
                  "a day not before the campaign begins on " + base::to_string(campaign.period.from));
  }
  auto outer = reader.enter("profiles");
  const auto& profiles = campaign.profiles;
  for (auto each = profiles.begin(); each != profiles.end(); ++each) {
    if (std::find(profiles.begin(), each, *each) == each) continue;
    auto inner = reader.enter(std::to_string(each - profiles.begin()));
    reader.breach("\"" + each->value + "\" a second time", "each profile once");
  }
}

}  // namespace smartmove::campaigns
