#pragma once

#include <string>
#include <vector>

#include "places/fact.hpp"
#include "places/place.hpp"

/// Lists as CSV (RFC 4180 but for `\n` at line ends), a header first. Texts have a column for each language that any of
/// the list has: `name_en,name_sv`.
namespace smartmove::places {

std::string places_to_csv(const std::vector<Place>& places);
std::string indicators_to_csv(const std::vector<Indicator>& indicators);
std::string sources_to_csv(const std::vector<Source>& sources);

}  // namespace smartmove::places
