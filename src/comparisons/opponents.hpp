#pragma once

#include <optional>
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

  /// The place with this code, or with a name, in any language, of this slug: `1881`, `kumla`, `Göteborg`,
  /// `gothenburg`. None where no place or several are called so.
  const places::Place* find(std::string_view word) const;
  /// What the one address of a comparison calls it.
  std::string word(const places::Place& place) const;
  const std::string& name(const places::Place& place) const;
  /// By name, in the language's order.
  const std::vector<places::Place>& by_name() const { return places_; }

 private:
  std::vector<const places::Place*> called(std::string_view slug) const;

  std::vector<places::Place> places_;
  std::string language_;
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
