#include "tasks/schedule.hpp"

#include "base/local_time.hpp"

namespace smartmove::tasks {
namespace {

using namespace std::chrono;

base::Instant next(const Daily& daily, base::Instant after, const base::TimeZone& zone) {
  const auto time = hours(daily.hour) + minutes(daily.minute);
  auto date = zone.date_of(after);
  auto moment = base::moment_at(zone, date, time);
  while (moment <= after) {
    date = base::day_after(date);
    moment = base::moment_at(zone, date, time);
  }
  return moment;
}

base::Instant next(const Hourly& hourly, base::Instant after, const base::TimeZone& zone) {
  const auto offset = base::offset_at(zone, after);
  auto moment = floor<hours>(after + offset) + minutes(hourly.minute) - offset;
  if (moment <= after) moment += hours(1);
  // Between the two the clock may have changed by less than an hour.
  const auto shift = base::offset_at(zone, moment) - offset;
  if (shift % hours(1) == milliseconds(0)) return moment;
  const auto moved = moment - shift;
  return moved > after ? moved : moved + hours(1);
}

base::Instant next(const Every& every, base::Instant after, const base::TimeZone&) {
  const milliseconds interval = every.interval;
  const auto passed = floor<milliseconds>(after.time_since_epoch());
  const auto rest = ((passed % interval) + interval) % interval;
  return after - rest + interval;
}

}  // namespace

base::Instant next_occurrence(const Schedule& schedule, base::Instant after, const base::TimeZone& zone) {
  return std::visit([&](const auto& kind) { return next(kind, after, zone); }, schedule);
}

}  // namespace smartmove::tasks
