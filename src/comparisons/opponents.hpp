#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/document_store.hpp"
#include "places/place.hpp"

namespace smartmove::comparisons {

/// The places that can be compared, as addresses call them: by the slug of their name in the page's language, or by
/// their code where another place has that slug or code too. Immutable.
class Opponents {
 public:
  Opponents(std::vector<places::Place> places, std::string language);

  /// The place with this code or label, with exactly this name but for its case, or with a name, in any language, of
  /// this slug: `1881`, `Kumla`, `Göteborg`, `gothenburg`. None where no place or several are called so.
  const places::Place* find(std::string_view word) const;
  /// What the one address of a comparison calls it.
  std::string word(const places::Place& place) const;
  const std::string& name(const places::Place& place) const;
  /// What people choose it by: its name, with the code behind it where the name alone does not find it.
  std::string label(const places::Place& place) const;
  /// Whether several places can be meant.
  bool is_ambiguous(std::string_view word) const;
  /// What somebody may have meant who wrote this, the likeliest first; at most `most`.
  std::vector<const places::Place*> like(std::string_view word, std::size_t most) const;
  /// By name, in the language's order.
  const std::vector<places::Place>& by_name() const { return places_; }

 private:
  using Index = std::map<std::string, std::set<std::size_t>, std::less<>>;  // into places_

  const places::Place* only(const Index& index, std::string_view key) const;

  std::vector<places::Place> places_;
  std::string language_;
  Index by_name_;  ///< names in all languages, without regard to case
  Index by_slug_;  ///< of names and codes
};

/// `/jamfor`, `/en/compare`: where places are chosen. `/jamfor/kumla/stockholm` lies below.
std::string compare_path(const content::Region& region, const std::string& language);
/// The last part of it.
std::string_view compare_word(std::string_view language);
/// Where that is in each language of the region.
std::vector<content::LanguageAddress> compare_addresses(const content::Region& region);
/// The one address of these two.
std::string pair_path(const content::Region& region, const Opponents& opponents, const std::string& language,
                      const places::Place& here, const places::Place& there);

}  // namespace smartmove::comparisons
