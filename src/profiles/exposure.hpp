#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "profiles/rotation.hpp"

namespace smartmove::profiles {

/// How often one person, or all of a municipality together, were chosen.
struct Exposure {
  std::string place;
  std::string key;  ///< empty: the municipality
  int days = 0;     ///< of the period on which there was somebody to choose
  int slots = 0;    ///< times chosen; a municipality may have several a day
};
BOOST_DESCRIBE_STRUCT(Exposure, (), (place, key, days, slots))

/// What a Rotation gives from `from` to `until`, both included: by municipality, each followed by its people.
/// `candidates` are those of whole calendar years.
std::vector<Exposure> exposure(const std::vector<Candidate>& candidates, int count, base::Date from, base::Date until);

}  // namespace smartmove::profiles
