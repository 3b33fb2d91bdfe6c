#include "comparisons/opponents.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/words.hpp"
#include "comparisons/likeness.hpp"

namespace smartmove::comparisons {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

Opponents::Opponents(std::vector<places::Place> places, std::string language)
    : places_(std::move(places)), language_(std::move(language)) {
  std::stable_sort(places_.begin(), places_.end(), [&](const places::Place& a, const places::Place& b) {
    return base::collate(language_, name(a), name(b)) < 0;
  });
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const auto& code = places_[i].code;
    by_slug_[base::is_slug(code) ? code : base::slug(code)].insert(i);
    std::set<std::string_view> names;  // most places have one name in all languages, and transliterating is dear
    for (const auto& [tag, name] : places_[i].names) names.insert(name);
    for (const auto name : names) {
      by_name_[base::casefold(name)].insert(i);
      by_slug_[base::slug(name)].insert(i);
    }
  }
}

const std::string& Opponents::name(const places::Place& place) const {
  return places::in_language(place.names, language_);
}

const places::Place* Opponents::only(const Index& index, std::string_view key) const {
  const auto found = index.find(key);
  return found != index.end() && found->second.size() == 1 ? &places_[*found->second.begin()] : nullptr;
}

const places::Place* Opponents::find(std::string_view word) const {
  word = trimmed(word);
  const auto by_code = std::find_if(places_.begin(), places_.end(), [&](const places::Place& place) {
    return place.code == word || word.ends_with(" (" + place.code + ")");
  });
  if (by_code != places_.end()) return &*by_code;
  const auto slug = base::slug(word);
  if (slug.empty()) return nullptr;
  const auto* named = only(by_name_, base::casefold(word));
  return named ? named : only(by_slug_, slug);
}

std::string Opponents::word(const places::Place& place) const {
  auto slug = base::slug(name(place));
  return !slug.empty() && only(by_slug_, slug) ? slug : place.code;
}

std::string Opponents::label(const places::Place& place) const {
  return find(name(place)) == &place ? name(place) : name(place) + " (" + place.code + ")";
}

bool Opponents::is_ambiguous(std::string_view word) const {
  const auto found = by_slug_.find(base::slug(word));
  return !find(word) && found != by_slug_.end() && !found->first.empty() && found->second.size() > 1;
}

std::vector<const places::Place*> Opponents::like(std::string_view word, std::size_t most) const {
  const auto wanted = base::slug(base::truncate(word, 60));  // a longer one is no place's name
  std::map<std::size_t, int> unlikeness;
  for (const auto& [slug, indices] : by_slug_) {
    const auto found = comparisons::unlikeness(wanted, slug);
    if (!found) continue;
    for (const auto index : indices) {
      const auto before = unlikeness.emplace(index, *found).first;
      before->second = std::min(before->second, *found);
    }
  }
  std::vector<std::pair<int, std::size_t>> ranked;  // those that are alike stand by name
  for (const auto& [index, far] : unlikeness) ranked.emplace_back(far, index);
  std::sort(ranked.begin(), ranked.end());
  std::vector<const places::Place*> found;
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) found.push_back(&places_[ranked[i].second]);
  return found;
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
