#pragma once

#include "base/json.hpp"
#include "base/time.hpp"

/// Moments and days in JSON: `"2026-11-23T19:40:00.000Z"`, `"2026-11-23"`.
namespace smartmove::base {

template <>
struct JsonCodec<Instant> {
  static void read(const boost::json::value& value, JsonReader& reader, Instant& out) {
    const auto* text = reader.string(value);
    if (!text) return;
    if (const auto parsed = parse_iso8601(*text))
      out = *parsed;
    else
      reader.problem(value, "a moment such as 2026-11-23T19:40:00Z");
  }
  static boost::json::value write(Instant instant) { return boost::json::value(to_iso8601(instant)); }
  static boost::json::object schema() { return {{"type", "string"}, {"format", "date-time"}}; }
};

template <>
struct JsonCodec<Date> {
  static void read(const boost::json::value& value, JsonReader& reader, Date& out) {
    const auto* text = reader.string(value);
    if (!text) return;
    if (const auto parsed = parse_date(*text))
      out = *parsed;
    else
      reader.problem(value, "a day such as 2026-11-23");
  }
  static boost::json::value write(Date date) { return boost::json::value(to_string(date)); }
  static boost::json::object schema() { return {{"type", "string"}, {"format", "date"}}; }
};

}  // namespace smartmove::base
