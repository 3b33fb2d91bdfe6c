#include "base/time.hpp"

#include <gmock/gmock.h>
#include <stdexcept>

#include "base/local_time.hpp"

namespace smartmove::base {
namespace {

using testing::HasSubstr;

Instant at(std::string_view text) {
  const auto instant = parse_iso8601(text);
  if (!instant) throw std::invalid_argument(instant.error().message);
  return *instant;
}

TimeZone zone(std::string_view name) {
  const auto found = TimeZone::find(name);
  if (!found) throw std::invalid_argument(found.error().message);
  return *found;
}

std::string start(std::string_view name, Date date) { return to_iso8601(zone(name).start_of(date)); }

TEST(Iso8601, ReadsWhatItWrites) {
  for (const auto text : {"2026-11-23T19:40:00.000Z", "1970-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z",
                          "1969-12-31T23:59:59.001Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"}) {
    EXPECT_EQ(to_iso8601(at(text)), text);
  }
}

TEST(Iso8601, CountsFromTheEpoch) {
  EXPECT_EQ(at("1970-01-01T00:00:00Z").time_since_epoch().count(), 0);
  EXPECT_EQ(at("2026-11-23T19:40:00.123Z").time_since_epoch().count(), 1795462800123);
}

TEST(Iso8601, TakesOffsetsAndFractions) {
  EXPECT_EQ(to_iso8601(at("2026-11-23T20:40:00+01:00")), "2026-11-23T19:40:00.000Z");
  EXPECT_EQ(to_iso8601(at("2026-11-23T16:10:00-03:30")), "2026-11-23T19:40:00.000Z");
  EXPECT_EQ(to_iso8601(at("2024-03-01T00:30:00+01:00")), "2024-02-29T23:30:00.000Z");
  EXPECT_EQ(to_iso8601(at("2026-11-23T19:40:00.5Z")), "2026-11-23T19:40:00.500Z");
  EXPECT_EQ(to_iso8601(at("2026-11-23T19:40:00.123999999Z")), "2026-11-23T19:40:00.123Z");
}

TEST(Iso8601, RefusesJunk) {
  for (const std::string text : {"",
                                 "2026",
                                 "2026-11-23",
                                 "2026-11-23T19:40:00",
                                 "2026-11-23 19:40:00Z",
                                 "2026-11-23T19:40Z",
                                 "2026-02-29T00:00:00Z",
                                 "1900-02-29T00:00:00Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-00-01T00:00:00Z",
                                 "2026-04-31T00:00:00Z",
                                 "2026-11-23T24:00:00Z",
                                 "2026-11-23T19:60:00Z",
                                 "2026-11-23T19:40:60Z",
                                 "2026-11-23T19:40:00.Z",
                                 "2026-11-23T19:40:00.0000000000Z",
                                 "2026-11-23T19:40:00+1:00",
                                 "2026-11-23T19:40:00+24:00",
                                 "2026-11-23T19:40:00+0100",
                                 "2026-11-23T19:40:00Zjunk",
                                 "2026-11-23T19:40:00ZZ",
                                 "2026-11-23T-1:40:00Z",
                                 "+026-11-23T19:40:00Z",
                                 "0001-01-01T00:00:00+01:00",
                                 "9999-12-31T23:59:59-00:01",
                                 "0000-01-01T00:00:00Z",
                                 "２０２６-11-23T19:40:00Z"}) {
    const auto instant = parse_iso8601(text);
    ASSERT_FALSE(instant) << text;
    EXPECT_EQ(instant.error().kind, ErrorKind::invalid);
    EXPECT_THAT(instant.error().message, HasSubstr("\"" + text + "\" is not a moment"));
  }
}

TEST(HttpDate, IsThatOfRfc9110) {
  EXPECT_EQ(to_http_date(at("1994-11-06T08:49:37Z")), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(to_http_date(at("2026-11-23T19:40:00.999Z")), "Mon, 23 Nov 2026 19:40:00 GMT");
  EXPECT_EQ(to_http_date(at("2024-02-29T00:00:00Z")), "Thu, 29 Feb 2024 00:00:00 GMT");
}

TEST(Now, IsBetweenTheSystemsClocks) {
  const auto before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto moment = now();
  EXPECT_LE(before, moment);
  EXPECT_LE(moment, std::chrono::system_clock::now());
}

TEST(DateText, ReadsWhatItWrites) {
  for (const auto text : {"2026-11-23", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(to_string(*date), text);
  }
  EXPECT_EQ(*parse_date("2026-11-23"), (Date{2026, 11, 23}));
}

TEST(DateText, RefusesDaysThatDoNotExist) {
  for (const std::string text : {"", "2026-02-29", "1900-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-01-00",
                                 "2026-1-1", "26-01-01", "2026-01-01T", "2026/01/01", "-026-01-01", "0000-01-01"}) {
    const auto date = parse_date(text);
    ASSERT_FALSE(date) << text;
    EXPECT_THAT(date.error().message, HasSubstr("\"" + text + "\" is not a day"));
  }
}

TEST(Dates, Compare) {
  EXPECT_LT((Date{2026, 9, 30}), (Date{2026, 10, 1}));
  EXPECT_LT((Date{2025, 12, 31}), (Date{2026, 1, 1}));
  EXPECT_TRUE(exists(Date{}));
  EXPECT_FALSE(exists(Date{2026, 2, 29}));
}

TEST(Zone, KnowsOnlyRealNames) {
  EXPECT_EQ(zone("Europe/Stockholm").name(), "Europe/Stockholm");
  EXPECT_EQ(zone("UTC").name(), "UTC");
  for (const std::string name :
       {"", "Europe/Orebro", "Etc/Unknown", "GMT+5:07", "../../etc/passwd", "europe", "Europe/Stockholm\n"}) {
    const auto found = TimeZone::find(name);
    ASSERT_FALSE(found) << name;
    EXPECT_EQ(found.error().kind, ErrorKind::invalid);
    EXPECT_THAT(found.error().message, HasSubstr("Europe/Stockholm"));
  }
}

TEST(Zone, DayChangesAtLocalMidnight) {
  const auto stockholm = zone("Europe/Stockholm");
  EXPECT_EQ(stockholm.date_of(at("2026-11-22T22:59:59.999Z")), (Date{2026, 11, 22}));
  EXPECT_EQ(stockholm.date_of(at("2026-11-22T23:00:00Z")), (Date{2026, 11, 23}));
  EXPECT_EQ(stockholm.date_of(at("2026-07-01T21:59:59Z")), (Date{2026, 7, 1}));
  EXPECT_EQ(stockholm.date_of(at("2026-07-01T22:00:00Z")), (Date{2026, 7, 2}));
  EXPECT_EQ(zone("Asia/Kathmandu").date_of(at("2026-11-23T18:15:00Z")), (Date{2026, 11, 24}));
  EXPECT_EQ(stockholm.date_of(at("2024-02-28T23:00:00Z")), (Date{2024, 2, 29}));
}

TEST(Zone, DayStartsInWinterAndSummer) {
  EXPECT_EQ(start("Europe/Stockholm", {2026, 11, 23}), "2026-11-22T23:00:00.000Z");
  EXPECT_EQ(start("Europe/Stockholm", {2026, 7, 1}), "2026-06-30T22:00:00.000Z");
  // The days when the clock changes, and those after.
  EXPECT_EQ(start("Europe/Stockholm", {2026, 3, 29}), "2026-03-28T23:00:00.000Z");
  EXPECT_EQ(start("Europe/Stockholm", {2026, 3, 30}), "2026-03-29T22:00:00.000Z");
  EXPECT_EQ(start("Europe/Stockholm", {2026, 10, 25}), "2026-10-24T22:00:00.000Z");
  EXPECT_EQ(start("Europe/Stockholm", {2026, 10, 26}), "2026-10-25T23:00:00.000Z");
  EXPECT_EQ(start("UTC", {2024, 2, 29}), "2024-02-29T00:00:00.000Z");
}

TEST(Zone, DayStartsWhereMidnightIsOddlyPlaced) {
  // The clock leaps from 00:00 to 01:00.
  EXPECT_EQ(start("America/Sao_Paulo", {2018, 11, 4}), "2018-11-04T03:00:00.000Z");
  // It falls back from 01:00 to 00:00: two midnights.
  EXPECT_EQ(start("America/Havana", {2024, 11, 3}), "2024-11-03T04:00:00.000Z");
  // It falls back from 00:00 to 23:00: the day has not begun.
  EXPECT_EQ(start("America/Sao_Paulo", {2018, 2, 18}), "2018-02-18T03:00:00.000Z");
  // It leapt from 23:30 to 00:30.
  EXPECT_EQ(start("America/Toronto", {1919, 3, 31}), "1919-03-31T04:30:00.000Z");
  // The day was skipped.
  EXPECT_EQ(start("Pacific/Apia", {2011, 12, 30}), "2011-12-30T10:00:00.000Z");
  EXPECT_EQ(start("Pacific/Apia", {2011, 12, 31}), "2011-12-30T10:00:00.000Z");
}

TEST(Zone, TellsWhenItsClockShowsATime) {
  using namespace std::chrono_literals;
  const auto stockholm = zone("Europe/Stockholm");
  const auto when = [](const TimeZone& there, Date date, std::chrono::minutes time) {
    return to_iso8601(moment_at(there, date, time));
  };
  EXPECT_EQ(when(stockholm, {2026, 11, 23}, 3h), "2026-11-23T02:00:00.000Z");
  EXPECT_EQ(when(stockholm, {2026, 7, 1}, 3h + 30min), "2026-07-01T01:30:00.000Z");
  // The clock leaps from 02:00 to 03:00.
  EXPECT_EQ(when(stockholm, {2026, 3, 29}, 1h + 59min), "2026-03-29T00:59:00.000Z");
  EXPECT_EQ(when(stockholm, {2026, 3, 29}, 2h), "2026-03-29T01:00:00.000Z");
  EXPECT_EQ(when(stockholm, {2026, 3, 29}, 2h + 30min), "2026-03-29T01:00:00.000Z");
  EXPECT_EQ(when(stockholm, {2026, 3, 29}, 3h), "2026-03-29T01:00:00.000Z");
  // It falls back from 03:00 to 02:00: the first of two.
  EXPECT_EQ(when(stockholm, {2026, 10, 25}, 2h + 30min), "2026-10-25T00:30:00.000Z");
  EXPECT_EQ(when(stockholm, {2026, 10, 25}, 3h), "2026-10-25T02:00:00.000Z");
  // The day was skipped.
  EXPECT_EQ(when(zone("Pacific/Apia"), {2011, 12, 30}, 3h), "2011-12-30T10:00:00.000Z");
}

TEST(Zone, TellsHowFarItIsAheadOfUtc) {
  using namespace std::chrono_literals;
  EXPECT_EQ(offset_at(zone("Europe/Stockholm"), at("2026-03-29T00:59:59Z")), 1h);
  EXPECT_EQ(offset_at(zone("Europe/Stockholm"), at("2026-03-29T01:00:00Z")), 2h);
  EXPECT_EQ(offset_at(zone("Asia/Kathmandu"), at("2026-11-23T12:00:00Z")), 5h + 45min);
  EXPECT_EQ(offset_at(zone("America/New_York"), at("2026-11-23T12:00:00Z")), -5h);
}

TEST(Zone, EveryDayBeginsInItself) {
  for (const auto name : {"Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"}) {
    const auto there = zone(name);
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; exists({2026, month, day}); ++day) {
        const Date date{2026, month, day};
        const auto begin = there.start_of(date);
        EXPECT_EQ(there.date_of(begin), date) << name;
        EXPECT_LT(there.date_of(begin - std::chrono::milliseconds(1)), date) << name;
      }
    }
  }
}

TEST(DateTest, days_follow_the_calendar) {
  EXPECT_EQ(day_after({2024, 2, 28}), (Date{2024, 2, 29}));
  EXPECT_EQ(day_after({2026, 12, 31}), (Date{2027, 1, 1}));
  EXPECT_EQ(days_between({2026, 1, 1}, {2027, 1, 1}), 365);
  EXPECT_EQ(days_between({2026, 1, 2}, {2026, 1, 1}), -1);
}

}  // namespace
}  // namespace smartmove::base
