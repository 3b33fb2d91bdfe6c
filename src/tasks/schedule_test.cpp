#include "tasks/schedule.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace smartmove::tasks {
namespace {

using namespace std::chrono_literals;

base::TimeZone zone(const char* name) { return *base::TimeZone::find(name); }
base::Instant at(std::string_view text) { return *base::parse_iso8601(text); }

struct Case {
  const char* name;
  Schedule schedule;
  const char* zone;
  const char* after;
  std::vector<const char*> next;  ///< one after the other
};

const std::vector<Case> cases{
    {"daily in winter",
     Daily{3, 0},
     "Europe/Stockholm",
     "2026-11-24T15:00:00Z",
     {"2026-11-25T02:00:00Z", "2026-11-26T02:00:00Z"}},
    {"daily in summer",
     Daily{3, 0},
     "Europe/Stockholm",
     "2026-07-01T00:00:00Z",
     {"2026-07-01T01:00:00Z", "2026-07-02T01:00:00Z"}},
    {"daily, strictly after", Daily{3, 0}, "Europe/Stockholm", "2026-11-25T02:00:00Z", {"2026-11-26T02:00:00Z"}},
    {"daily, a moment before", Daily{3, 0}, "Europe/Stockholm", "2026-11-25T01:59:59.999Z", {"2026-11-25T02:00:00Z"}},
    {"daily, over the end of a year",
     Daily{23, 59},
     "Europe/Stockholm",
     "2026-12-31T23:00:00Z",
     {"2027-01-01T22:59:00Z"}},
    {"daily, leap day", Daily{12, 0}, "UTC", "2028-02-28T12:00:00Z", {"2028-02-29T12:00:00Z", "2028-03-01T12:00:00Z"}},
    {"daily, the clock leaps over it: at the leap, once",
     Daily{2, 30},
     "Europe/Stockholm",
     "2026-03-28T12:00:00Z",
     {"2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"}},
    {"daily, right after the leap",
     Daily{3, 0},
     "Europe/Stockholm",
     "2026-03-28T12:00:00Z",
     {"2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"}},
    {"daily, shown twice: the first time, once",
     Daily{2, 30},
     "Europe/Stockholm",
     "2026-10-24T12:00:00Z",
     {"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"}},
    {"daily, between the two times it is shown",
     Daily{2, 30},
     "Europe/Stockholm",
     "2026-10-25T00:45:00Z",
     {"2026-10-26T01:30:00Z"}},
    {"daily, after the hour that comes twice",
     Daily{3, 0},
     "Europe/Stockholm",
     "2026-10-24T12:00:00Z",
     {"2026-10-25T02:00:00Z", "2026-10-26T02:00:00Z"}},
    {"daily, a day that the zone skipped",
     Daily{3, 0},
     "Pacific/Apia",
     "2011-12-29T14:00:00Z",
     {"2011-12-30T10:00:00Z", "2011-12-30T13:00:00Z", "2011-12-31T13:00:00Z"}},
    {"hourly",
     Hourly{15},
     "Europe/Stockholm",
     "2026-11-24T15:15:00Z",
     {"2026-11-24T16:15:00Z", "2026-11-24T17:15:00Z"}},
    {"hourly over the leap of March",
     Hourly{0},
     "Europe/Stockholm",
     "2026-03-28T23:30:00Z",
     {"2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"}},
    {"hourly over the repeated hour of October",
     Hourly{30},
     "Europe/Stockholm",
     "2026-10-24T23:45:00Z",
     {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"}},
    {"hourly where the clock is not at whole hours",
     Hourly{0},
     "Asia/Kathmandu",
     "2026-11-24T12:00:00Z",
     {"2026-11-24T12:15:00Z", "2026-11-24T13:15:00Z"}},
    {"hourly where half an hour comes twice: once",
     Hourly{45},
     "Australia/Lord_Howe",
     "2026-04-04T13:30:00Z",
     {"2026-04-04T13:45:00Z", "2026-04-04T14:45:00Z", "2026-04-04T16:15:00Z", "2026-04-04T17:15:00Z"}},
    {"every quarter",
     Every{15min},
     "Europe/Stockholm",
     "2026-03-29T00:50:00Z",
     {"2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z"}},
    {"every seven minutes, counted from 1970",
     Every{7min},
     "UTC",
     "1970-01-01T00:00:00Z",
     {"1970-01-01T00:07:00Z", "1970-01-01T00:14:00Z"}},
    {"every hour before 1970",
     Every{60min},
     "UTC",
     "1969-12-31T22:30:00Z",
     {"1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z"}},
};

TEST(NextOccurrence, is_as_the_table_says) {
  for (const auto& each : cases) {
    auto moment = at(each.after);
    for (const auto* expected : each.next) {
      moment = next_occurrence(each.schedule, moment, zone(each.zone));
      EXPECT_EQ(base::to_iso8601(moment), base::to_iso8601(at(expected))) << each.name;
    }
  }
}

// Whatever the moment: later, and nothing between is left out.
TEST(NextOccurrence, comes_365_or_366_times_a_year) {
  for (const char* name : {"Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"}) {
    for (const int hour : {0, 2, 3, 23}) {
      int count = 0;
      const auto there = zone(name);
      auto moment = at("2026-12-31T12:00:00Z");
      while ((moment = next_occurrence(Daily{hour, 30}, moment, there)) <= at("2028-12-31T12:00:00Z")) ++count;
      EXPECT_EQ(count, 365 + 366) << name << " " << hour;
    }
  }
}

}  // namespace
}  // namespace smartmove::tasks
