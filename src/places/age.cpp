#include "places/age.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace smartmove::places {
namespace {

constexpr double days_a_month = 30.436875;  // of the Gregorian calendar
constexpr double days_a_year = 365.2425;
constexpr int days_before_months = 60;

std::pair<AgeUnit, int> in_words(int days) {
  if (days < days_before_months) return {AgeUnit::days, std::max(0, days)};
  if (days < 2 * days_a_year) return {AgeUnit::months, static_cast<int>(std::lround(days / days_a_month))};
  return {AgeUnit::years, static_cast<int>(days / days_a_year)};
}

}  // namespace

Age age_of(base::Date then, base::Date today) {
  int days = base::days_between(then, today);
  const auto now = in_words(days);
  auto changes = today;
  do {
    changes = base::day_after(changes);
    ++days;
  } while (in_words(days) == now);
  return {now.first, now.second, changes};
}

}  // namespace smartmove::places
