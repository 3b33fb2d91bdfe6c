#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace smartmove::base {

/// A moment, UTC, to the millisecond. Inside the program there are only these; zones live at the edges.
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

Instant now();
std::string to_iso8601(Instant);                       ///< `2026-11-23T19:40:00.000Z`
Result<Instant> parse_iso8601(std::string_view text);  ///< with `Z` or an offset; milliseconds optional
std::string to_http_date(Instant);                     ///< `Mon, 23 Nov 2026 19:40:00 GMT` (RFC 9110)

/// A calendar day without a zone, in the Gregorian calendar whatever the year.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;
  auto operator<=>(const Date&) const = default;
};
bool exists(Date);                               ///< whether there is such a day
std::string to_string(Date);                     ///< `2026-11-23`
Result<Date> parse_date(std::string_view text);  ///< refuses days that do not exist
Date day_after(Date);
int days_between(Date from, Date to);  ///< negative if `to` is the earlier

/// An IANA zone such as `Europe/Stockholm`. Immutable, thread-safe.
class TimeZone {
 public:
  static Result<TimeZone> find(std::string_view name);
  const std::string& name() const { return name_; }
  Date date_of(Instant) const;   ///< the calendar day there
  Instant start_of(Date) const;  ///< the first moment of that day there, or after it if the zone skipped it

 private:
  explicit TimeZone(std::string name) : name_(std::move(name)) {}
  std::string name_;
};

}  // namespace smartmove::base
