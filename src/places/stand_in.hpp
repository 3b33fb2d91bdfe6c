#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "places/fact.hpp"
#include "places/place.hpp"

namespace smartmove::places {

/// The place and those that it lies in, the smallest first: municipality, county, country. Ends where a parent is not
/// known, or would come a second time. Empty where there is no such place.
std::vector<Place> lineage(const std::map<std::string, Place>& places, const std::string& code);

/// A figure for a place, and whose it is.
struct StandIn {
  Fact fact;
  Place of;                ///< the place that was measured
  bool stands_in = false;  ///< true: a larger place's, which must be said wherever it is shown
};

/// The figure of the first place of `lineage` that has a known one among `facts`; of a larger place only where the
/// indicator lets it stand in. `facts` are the latest ones, one a place; those of other indicators are passed over.
/// None where nothing is known: unknown is not zero.
std::optional<StandIn> figure_or_stand_in(std::span<const Place> lineage, const Indicator& indicator,
                                          std::span<const Fact> facts);

}  // namespace smartmove::places
