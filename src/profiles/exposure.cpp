#include "profiles/exposure.hpp"

#include <map>
#include <set>
#include <utility>

namespace smartmove::profiles {

std::vector<Exposure> exposure(const std::vector<Candidate>& candidates, int count, base::Date from, base::Date until) {
  std::map<std::pair<std::string, std::string>, Exposure> table;  // by place and key; the municipality's key is empty
  const auto row = [&](const std::string& place, const std::string& key) -> Exposure& {
    auto& found = table[{place, key}];
    found.place = place;
    found.key = key;
    return found;
  };
  std::map<std::string, std::string> place_of;
  for (const auto& candidate : candidates) place_of[candidate.key] = candidate.place;
  Rotation rotation(candidates, count);
  for (auto day = from; day <= until; day = base::day_after(day)) {
    std::set<std::string> present;
    for (const auto& candidate : candidates) {
      if (day < candidate.from || candidate.until < day) continue;
      ++row(candidate.place, candidate.key).days;
      if (present.insert(candidate.place).second) ++row(candidate.place, "").days;
    }
    for (const auto& key : rotation.on(day)) {
      ++row(place_of.at(key), key).slots;
      ++row(place_of.at(key), "").slots;
    }
  }
  std::vector<Exposure> rows;
  for (auto& [name, each] : table) rows.push_back(std::move(each));
  return rows;
}

}  // namespace smartmove::profiles
