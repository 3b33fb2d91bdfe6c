#pragma once

#include <chrono>
#include <variant>

#include "base/time.hpp"

namespace smartmove::tasks {

/// Each day when the clock of the region shows that time (0 to 23, 0 to 59). Where the clock leaps over it: at the
/// moment of the leap. Where it shows it twice: the first time.
struct Daily {
  int hour = 0;
  int minute = 0;
};

/// Each hour when the minute hand of the region's clock stands there (0 to 59). The hour that autumn repeats is two.
struct Hourly {
  int minute = 0;
};

/// Over and over, counted from 1970 in UTC, so that all nodes agree. More than 0.
struct Every {
  std::chrono::minutes interval{1};
};

using Schedule = std::variant<Daily, Hourly, Every>;

/// The first moment after `after` at which it is due.
base::Instant next_occurrence(const Schedule& schedule, base::Instant after, const base::TimeZone& zone);

}  // namespace smartmove::tasks
