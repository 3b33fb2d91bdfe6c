#pragma once

#include "content/block_type.hpp"
#include "profiles/place_directory.hpp"

namespace smartmove::profiles {

/// Some of the people who are booked today.
content::BlockType profile_grid(const PlaceDirectory& places);

}  // namespace smartmove::profiles
