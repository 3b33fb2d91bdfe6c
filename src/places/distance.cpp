#include "places/distance.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace smartmove::places {
namespace {

constexpr double earth_radius_km = 6371.0088;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

double haversine(double angle) { return std::pow(std::sin(angle / 2), 2); }

}  // namespace

double great_circle_km(const Centroid& a, const Centroid& b) {
  const double chord = haversine(radians(b.latitude - a.latitude)) + std::cos(radians(a.latitude)) *
                                                                         std::cos(radians(b.latitude)) *
                                                                         haversine(radians(b.longitude - a.longitude));
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, chord)));
}

}  // namespace smartmove::places
