#include "profiles/profile.hpp"

#include <algorithm>
#include <chrono>

namespace smartmove::profiles {

namespace {

base::Date day_after(base::Date date) {
  const std::chrono::sys_days days = std::chrono::year(date.year) / date.month / date.day;
  const std::chrono::year_month_day next(days + std::chrono::days(1));
  return {int(next.year()), int(unsigned(next.month())), int(unsigned(next.day()))};
}

}  // namespace

content::Schedule shown_period(const Profile& profile, const base::TimeZone& zone) {
  return {zone.start_of(std::max(profile.booking.from, profile.consent.given)),
          zone.start_of(day_after(std::min(profile.booking.until, profile.consent.until)))};
}

void check_profile(const Profile& profile, base::JsonReader& reader) {
  const auto at = [&](std::string_view group, std::string_view member, std::string found, std::string expected) {
    auto outer = reader.enter(group);
    auto inner = reader.enter(member);
    reader.breach(std::move(found), std::move(expected));
  };
  if (profile.booking.until < profile.booking.from) {
    at("booking", "until", base::to_string(profile.booking.until),
       "a day not before the booking begins on " + base::to_string(profile.booking.from));
  }
  if (profile.consent.until < profile.consent.given) {
    at("consent", "until", base::to_string(profile.consent.until),
       "a day not before the consent was given on " + base::to_string(profile.consent.given));
  }
  if (profile.booking.from < profile.consent.given) {
    at("booking", "from", base::to_string(profile.booking.from),
       "a day from " + base::to_string(profile.consent.given) + ", when consent was given");
  }
  if (profile.booking.until > profile.consent.until) {
    at("booking", "until", base::to_string(profile.booking.until),
       "a day until " + base::to_string(profile.consent.until) + ", when consent ends");
  }
  if (profile.consent.by.empty()) at("consent", "by", "nothing", "who took the consent down");
}

}  // namespace smartmove::profiles
