#include "places/stand_in.hpp"

#include <algorithm>

namespace smartmove::places {

std::vector<Place> lineage(const std::map<std::string, Place>& places, const std::string& code) {
  std::vector<Place> line;
  for (auto next = places.find(code); next != places.end(); next = places.find(line.back().parent)) {
    const bool came_before =
        std::any_of(line.begin(), line.end(), [&](const Place& place) { return place.code == next->first; });
    if (came_before) break;
    line.push_back(next->second);
  }
  return line;
}

std::optional<StandIn> figure_or_stand_in(std::span<const Place> lineage, const Indicator& indicator,
                                          std::span<const Fact> facts) {
  const auto reach = indicator.stands_in.value_or(false) ? lineage.size() : std::min<std::size_t>(1, lineage.size());
  for (std::size_t i = 0; i < reach; ++i) {
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) {
      return fact.indicator == indicator.code && fact.place == lineage[i].code && fact.value;
    });
    if (found != facts.end()) return StandIn{*found, lineage[i], i > 0};
  }
  return std::nullopt;
}

}  // namespace smartmove::places
