#include "comparisons/opponents.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace smartmove::comparisons {

Opponents::Opponents(std::vector<places::Place> places, std::string language)
    : places_(std::move(places)), language_(std::move(language)) {
  std::stable_sort(places_.begin(), places_.end(), [&](const places::Place& a, const places::Place& b) {
    return base::collate(language_, name(a), name(b)) < 0;
  });
}

const std::string& Opponents::name(const places::Place& place) const {
  return places::in_language(place.names, language_);
}

std::vector<const places::Place*> Opponents::called(std::string_view slug) const {
  std::vector<const places::Place*> found;
  for (const auto& place : places_) {
    const bool has_name = std::any_of(place.names.begin(), place.names.end(),
                                      [&](const auto& each) { return base::slug(each.second) == slug; });
    if (has_name || base::slug(place.code) == slug) found.push_back(&place);
  }
  return found;
}

const places::Place* Opponents::find(std::string_view word) const {
  const auto by_code =
      std::find_if(places_.begin(), places_.end(), [&](const places::Place& place) { return place.code == word; });
  if (by_code != places_.end()) return &*by_code;
  const auto slug = base::slug(word);
  if (slug.empty()) return nullptr;
  const auto found = called(slug);
  return found.size() == 1 ? found.front() : nullptr;
}

std::string Opponents::word(const places::Place& place) const {
  auto slug = base::slug(name(place));
  return !slug.empty() && called(slug).size() == 1 ? slug : place.code;
}

std::string_view compare_word(std::string_view language) { return language == "sv" ? "jamfor" : "compare"; }

std::string compare_path(const content::Region& region, const std::string& language) {
  return region.prefix(language) + "/" + std::string(compare_word(language));
}

std::vector<content::LanguageAddress> compare_addresses(const content::Region& region) {
  std::vector<content::LanguageAddress> all;
  for (const auto& language : region.languages) all.push_back({language, compare_path(region, language)});
  return all;
}

std::string pair_path(const content::Region& region, const Opponents& opponents, const std::string& language,
                      const places::Place& here, const places::Place& there) {
  return compare_path(region, language) + "/" + opponents.word(here) + "/" + opponents.word(there);
}

}  // namespace smartmove::comparisons
