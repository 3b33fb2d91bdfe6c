#pragma once

#include "places/place.hpp"

namespace smartmove::places {

/// The shortest way over the earth's surface, as the crow flies, in kilometres: haversine formula (R. W. Sinnott,
/// "Virtues of the Haversine", Sky and Telescope 68, 1984) on a sphere with the mean radius of the earth, 6371.0088 km
/// (IUGG). The earth's flattening makes it wrong by half a percent at most. Never a road's length.
double great_circle_km(const Centroid& a, const Centroid& b);

}  // namespace smartmove::places
