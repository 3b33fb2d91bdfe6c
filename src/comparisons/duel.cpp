#include "comparisons/duel.hpp"

namespace smartmove::comparisons {
namespace {

DuelSide side_of(const std::optional<places::Fact>& fact) {
  if (!fact) return {};
  return {fact->value, fact->period, fact->source_name, fact->source_url, fact->licence, fact->retrieved};
}

Side judged(const DuelSide& side, const places::Indicator& indicator) {
  return {indicator.code, indicator.unit, side.period, side.value};
}

}  // namespace

base::Result<places::Indicator> Sides::indicator(const std::string& code) {
  const auto known = indicators_.find(code);
  if (known != indicators_.end()) return known->second;
  auto found = TRY(store_.indicator(code)).value_or(places::Indicator{});
  found.code = code;
  return indicators_.emplace(code, std::move(found)).first->second;
}

base::Result<Side> Sides::side(const std::string& place, const places::Indicator& indicator) {
  return judged(side_of(TRY(store_.latest(place, indicator.code))), indicator);
}

base::Result<Duel> duel_of(storage::Session& session, const std::string& here, const std::string& there) {
  places::FactStore store(session);
  Duel duel{here, there, {}, {}};
  std::vector<Verdict> verdicts;
  for (const auto& indicator : TRY(store.indicators())) {
    if (indicator.direction == places::Direction::neither) continue;
    DuelRow row{indicator.code,
                indicator.unit,
                indicator.direction,
                side_of(TRY(store.latest(here, indicator.code))),
                side_of(TRY(store.latest(there, indicator.code))),
                Verdict::unknown,
                false};
    if (!row.here.value && !row.there.value) continue;
    const auto made =
        judge(judged(row.here, indicator), judged(row.there, indicator), indicator.direction, indicator.decimals);
    row.verdict = made.verdict;
    row.other_period = made.other_period;
    verdicts.push_back(made.verdict);
    duel.rows.push_back(std::move(row));
  }
  duel.score = tally(verdicts);
  return duel;
}

}  // namespace smartmove::comparisons
