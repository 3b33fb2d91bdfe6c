#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>

#include "base/icu.hpp"
#include "base/local_time.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace smartmove::base {
namespace {

using namespace std::chrono;

/// Null if there is no such zone. Names that ICU would make up a zone for (`GMT+5`) do not count.
std::unique_ptr<icu::BasicTimeZone> make_zone(std::string_view name) {
  const auto id = icu_helpers::from_utf8(name);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString canonical;
  UBool listed = false;
  icu::TimeZone::getCanonicalID(id, canonical, listed, status);
  if (U_FAILURE(status) || !listed) return nullptr;
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  if (zone == nullptr || *zone == icu::TimeZone::getUnknown()) return nullptr;
  if (dynamic_cast<icu::BasicTimeZone*>(zone.get()) == nullptr) return nullptr;
  return std::unique_ptr<icu::BasicTimeZone>(static_cast<icu::BasicTimeZone*>(zone.release()));
}

const icu::BasicTimeZone& zone_named(const std::string& name) {
  thread_local std::map<std::string, std::unique_ptr<icu::BasicTimeZone>, std::less<>> cache;
  const auto& zone = icu_helpers::cached(cache, name, [&] { return make_zone(name); });
  if (zone == nullptr) icu_helpers::check(U_MISSING_RESOURCE_ERROR, "the time zone " + name);
  return *zone;
}

UDate to_icu(sys_time<milliseconds> time) { return static_cast<UDate>(time.time_since_epoch().count()); }
Instant from_icu(UDate time) { return Instant(milliseconds(static_cast<std::int64_t>(time))); }

milliseconds offset_in(const icu::BasicTimeZone& zone, Instant instant) {
  std::int32_t standard = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone.getOffset(to_icu(instant), false, standard, summer, status);
  icu_helpers::check(status, "a zone's offset");
  return milliseconds(standard + summer);
}

sys_days day_in(const icu::BasicTimeZone& zone, Instant instant) {
  return floor<days>(instant + offset_in(zone, instant));
}

/// When the clock there shows `local`; the earlier moment where it does so twice, and the moment it would have come
/// without the change where the clock leaps over it.
Instant moment_in(const icu::BasicTimeZone& zone, sys_time<milliseconds> local) {
  std::int32_t standard = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone.getOffsetFromLocal(to_icu(local), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, standard, summer, status);
  icu_helpers::check(status, "a zone's offset");
  return local - milliseconds(standard + summer);
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
  if (make_zone(name) != nullptr) return TimeZone(std::string(name));
  return fail(ErrorKind::invalid, quote(name) + " is not a time zone: write an IANA name such as Europe/Stockholm.");
}

Date TimeZone::date_of(Instant instant) const {
  const year_month_day date(day_in(zone_named(name_), instant));
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

Instant TimeZone::start_of(Date date) const {
  const auto& zone = zone_named(name_);
  const sys_days day(year(date.year) / date.month / date.day);
  const auto midnight = moment_in(zone, day);
  // A leap that began before midnight and ended after it brought the day in with it.
  icu::TimeZoneTransition leap;
  if (zone.getPreviousTransition(to_icu(midnight), true, leap)) {
    const auto moment = from_icu(leap.getTime());
    if (day_in(zone, moment) == day && day_in(zone, moment - milliseconds(1)) < day) return moment;
  }
  return midnight;
}

Instant moment_at(const TimeZone& there, Date date, minutes after_midnight) {
  const auto& zone = zone_named(there.name());
  const sys_time<milliseconds> local = sys_days(year(date.year) / date.month / date.day) + after_midnight;
  const auto moment = moment_in(zone, local);
  if (moment + offset_in(zone, moment) == local) return moment;
  icu::TimeZoneTransition leap;
  return zone.getPreviousTransition(to_icu(moment), true, leap) ? from_icu(leap.getTime()) : moment;
}

milliseconds offset_at(const TimeZone& zone, Instant moment) { return offset_in(zone_named(zone.name()), moment); }

}  // namespace smartmove::base
