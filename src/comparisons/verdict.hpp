#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "places/place.hpp"

namespace smartmove::comparisons {

/// Who comes off better in one row of a comparison.
enum class Verdict {
  here,
  there,
  draw,            ///< both figures read the same
  unknown,         ///< a figure is missing; never counted as zero
  not_comparable,  ///< the two are not measured alike
  none             ///< nobody can win: neither more nor less is better, or there are no figures
};
BOOST_DESCRIBE_ENUM(Verdict, here, there, draw, unknown, not_comparable, none)

/// What is known of one place in a row.
struct Side {
  std::string indicator;        ///< code
  std::string unit;             ///< the indicator's, as facts carry it
  std::string period;           ///< empty where nobody has looked
  std::optional<double> value;  ///< empty: not known
};

struct Judgement {
  Verdict verdict = Verdict::none;
  bool other_definition = false;  ///< the sides are of two indicators
  bool other_unit = false;        ///< and these are measured in two units
  bool other_period = false;      ///< both figures are known, but of two periods: still judged, and to be said
};

/// Judges by what people read: both values are rounded to `decimals` as they are shown, so that what reads equal is a
/// draw. Two indicators are not comparable whatever the figures are; where neither direction is better there is no
/// winner. `decimals` from 0 to 6.
Judgement judge(const Side& here, const Side& there, places::Direction direction, int decimals);

/// How often each verdict was given.
struct Score {
  int here = 0;
  int there = 0;
  int draw = 0;
  int unknown = 0;
  int not_comparable = 0;
  int none = 0;
};
BOOST_DESCRIBE_STRUCT(Score, (), (here, there, draw, unknown, not_comparable, none))

Score tally(const std::vector<Verdict>& verdicts);

}  // namespace smartmove::comparisons
