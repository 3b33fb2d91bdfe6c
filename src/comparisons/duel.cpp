#include "comparisons/duel.hpp"

#include <fmt/format.h>

#include "base/csv.hpp"

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

std::string duel_to_csv(const Duel& duel) {
  std::string csv = "indicator,unit,direction";
  for (const auto* side : {"here", "there"}) {
    csv +=
        fmt::format(",{0}_place,{0}_value,{0}_period,{0}_source_name,{0}_source_url,{0}_licence,{0}_retrieved", side);
  }
  csv += ",verdict,other_period\n";
  for (const auto& row : duel.rows) {
    csv += fmt::format("{},{},{}", base::csv_field(row.indicator), base::csv_field(row.unit),
                       boost::describe::enum_to_string(row.direction, ""));
    for (const auto& [place, side] : {std::pair(&duel.here, &row.here), std::pair(&duel.there, &row.there)}) {
      csv += fmt::format(",{},{},{},{},{},{},{}", base::csv_field(*place),
                         side->value ? fmt::format("{}", *side->value) : std::string(), base::csv_field(side->period),
                         base::csv_field(side->source_name), base::csv_field(side->source_url),
                         base::csv_field(side->licence), side->retrieved ? base::to_string(*side->retrieved) : "");
    }
    csv += fmt::format(",{},{}\n", boost::describe::enum_to_string(row.verdict, ""), row.other_period);
  }
  return csv;
}

std::vector<places::Fact> facts_of(const Duel& duel) {
  std::vector<places::Fact> facts;
  for (const auto& row : duel.rows) {
    for (const auto& [place, side] : {std::pair(&duel.here, &row.here), std::pair(&duel.there, &row.there)}) {
      if (!side->retrieved) continue;  // nobody has looked
      facts.push_back({*place, row.indicator, side->period, side->value, side->source_name, side->source_url,
                       side->licence, *side->retrieved});
    }
  }
  return facts;
}

}  // namespace smartmove::comparisons
