#pragma once

#include <chrono>

#include "base/time.hpp"

namespace smartmove::base {

/// When the clock of a zone shows so long after midnight (under 24 hours) on that day: the first time where it does so
/// twice; where the clock leaps over it, the moment of the leap.
Instant moment_at(const TimeZone& zone, Date date, std::chrono::minutes after_midnight);

/// What the clock of a zone is ahead of UTC at a moment.
std::chrono::milliseconds offset_at(const TimeZone& zone, Instant moment);

}  // namespace smartmove::base
