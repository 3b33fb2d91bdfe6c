#include "comparisons/verdict.hpp"

#include "base/text.hpp"

namespace smartmove::comparisons {
namespace {

Verdict better(double here, double there, places::Direction direction, int decimals) {
  // As text: the one rounding that agrees with what is on the page, halves and binary fractions included.
  const auto read = [&](double value) { return base::format_number("en", value, decimals); };
  if (read(here) == read(there)) return Verdict::draw;
  const bool more_is_better = direction == places::Direction::higher;
  return (here > there) == more_is_better ? Verdict::here : Verdict::there;
}

}  // namespace

Judgement judge(const Side& here, const Side& there, places::Direction direction, int decimals) {
  Judgement made;
  made.other_definition = here.indicator != there.indicator;
  made.other_unit = here.unit != there.unit;
  made.other_period = here.value && there.value && here.period != there.period;
  if (made.other_definition || made.other_unit) {
    made.verdict = Verdict::not_comparable;
  } else if (direction == places::Direction::neither) {
    made.verdict = Verdict::none;
  } else if (!here.value || !there.value) {
    made.verdict = Verdict::unknown;
  } else {
    made.verdict = better(*here.value, *there.value, direction, decimals);
  }
  return made;
}

Score tally(const std::vector<Verdict>& verdicts) {
  Score score;
  for (const auto verdict : verdicts) {
    switch (verdict) {
      case Verdict::here: ++score.here; break;
      case Verdict::there: ++score.there; break;
      case Verdict::draw: ++score.draw; break;
      case Verdict::unknown: ++score.unknown; break;
      case Verdict::not_comparable: ++score.not_comparable; break;
      case Verdict::none: ++score.none; break;
    }
  }
  return score;
}

}  // namespace smartmove::comparisons
