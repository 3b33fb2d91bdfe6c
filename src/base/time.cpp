#include "base/time.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "base/text.hpp"

namespace smartmove::base {
namespace {

using namespace std::chrono;

constexpr std::array days_of_week{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array months_of_year{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

sys_days days_of(Date date) { return std::chrono::year(date.year) / date.month / date.day; }

/// An Instant taken apart.
struct Parts {
  explicit Parts(Instant instant) : day(floor<days>(instant)), date(day), time(instant - day) {}
  int year() const { return static_cast<int>(date.year()); }
  unsigned month() const { return static_cast<unsigned>(date.month()); }
  unsigned day_of_month() const { return static_cast<unsigned>(date.day()); }

  sys_days day;
  year_month_day date;
  hh_mm_ss<milliseconds> time;
};

/// Reads a fixed form from left to right; the first thing that does not fit makes the whole reading fail.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int number(std::size_t width) {
    if (rest_.size() < width) return refuse();
    int value = 0;
    for (const char c : rest_.substr(0, width)) {
      if (c < '0' || c > '9') return refuse();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void need(char c) {
    if (!take(c)) refuse();
  }
  std::size_t digits() const { return std::min(rest_.find_first_not_of("0123456789"), rest_.size()); }
  bool complete() const { return good_ && rest_.empty(); }
  int refuse() {
    good_ = false;
    return 0;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

Date read_date(Reader& reader) {
  Date date;
  date.year = reader.number(4);
  reader.need('-');
  date.month = reader.number(2);
  reader.need('-');
  date.day = reader.number(2);
  if (!exists(date)) reader.refuse();
  return date;
}

int read_below(Reader& reader, int limit) {
  const int value = reader.number(2);
  return value < limit ? value : reader.refuse();
}

/// Milliseconds; finer digits, which other systems write, are cut off.
milliseconds read_fraction(Reader& reader) {
  if (!reader.take('.')) return {};
  const auto width = reader.digits();
  if (width < 1 || width > 9) return milliseconds(reader.refuse());
  auto nanoseconds_read = reader.number(width);
  for (auto i = width; i < 9; ++i) nanoseconds_read *= 10;
  return milliseconds(nanoseconds_read / 1'000'000);
}

milliseconds read_time(Reader& reader) {
  milliseconds time = hours(read_below(reader, 24));
  reader.need(':');
  time += minutes(read_below(reader, 60));
  reader.need(':');
  time += seconds(read_below(reader, 60));
  return time + read_fraction(reader);
}

minutes read_offset(Reader& reader) {
  if (reader.take('Z')) return {};
  const int sign = reader.take('-') ? -1 : 1;
  if (sign > 0) reader.need('+');
  const auto whole = hours(read_below(reader, 24));
  reader.need(':');
  return sign * (whole + minutes(read_below(reader, 60)));
}

std::optional<Instant> read_instant(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  reader.need('T');
  const auto time = read_time(reader);
  const auto offset = read_offset(reader);
  if (!reader.complete()) return std::nullopt;
  const Instant instant = sys_days(year(date.year) / date.month / date.day) + time - offset;
  const int utc_year = Parts(instant).year();  // the offset can carry it out of what to_iso8601 can write
  if (utc_year < 1 || utc_year > 9999) return std::nullopt;
  return instant;
}

}  // namespace

Instant now() { return floor<milliseconds>(system_clock::now()); }

std::string to_iso8601(Instant instant) {
  const Parts parts(instant);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.year(), parts.month(), parts.day_of_month(),
                     parts.time.hours().count(), parts.time.minutes().count(), parts.time.seconds().count(),
                     parts.time.subseconds().count());
}

Result<Instant> parse_iso8601(std::string_view text) {
  const auto instant = read_instant(text);
  if (instant) return *instant;
  return fail(ErrorKind::invalid, quote(text) +
                                      " is not a moment: write it as 2026-11-23T19:40:00Z, or with an offset as "
                                      "2026-11-23T20:40:00+01:00.");
}

std::string to_http_date(Instant instant) {
  const Parts parts(instant);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days_of_week[weekday(parts.day).c_encoding()],
                     parts.day_of_month(), months_of_year[parts.month() - 1], parts.year(), parts.time.hours().count(),
                     parts.time.minutes().count(), parts.time.seconds().count());
}

bool exists(Date date) {
  if (date.year < 1 || date.year > 9999 || date.month < 1 || date.day < 1) return false;
  return (year(date.year) / date.month / date.day).ok();
}

std::string to_string(Date date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

Result<Date> parse_date(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  if (reader.complete()) return date;
  return fail(ErrorKind::invalid, quote(text) + " is not a day: write a day of the calendar as 2026-11-23.");
}

Date day_after(Date date) {
  const std::chrono::year_month_day next(days_of(date) + std::chrono::days(1));
  return {static_cast<int>(next.year()), static_cast<int>(static_cast<unsigned>(next.month())),
          static_cast<int>(static_cast<unsigned>(next.day()))};
}

int days_between(Date from, Date to) { return static_cast<int>((days_of(to) - days_of(from)).count()); }

}  // namespace smartmove::base
