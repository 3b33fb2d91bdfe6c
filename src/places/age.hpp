#pragma once

#include <boost/describe/enum.hpp>

#include "base/time.hpp"

namespace smartmove::places {

enum class AgeUnit { days, months, years };
BOOST_DESCRIBE_ENUM(AgeUnit, days, months, years)

/// How long ago something was, as people say it: days up to 59, then months, from two years on whole years. Never in
/// the singular: there is no month below two, no year below two.
struct Age {
  AgeUnit unit = AgeUnit::days;
  int count = 0;
  base::Date changes;  ///< the first day on which it will be another
};

/// Of the day `then`, today. A day to come is no days ago.
Age age_of(base::Date then, base::Date today);

}  // namespace smartmove::places
