#pragma once

#include "content/registry.hpp"
#include "profiles/place_directory.hpp"

namespace smartmove::profiles {

/// The document types `profile` and `profile_list`, and the block `profile_grid`. `places` must outlive them.
content::Contribution contribution(const PlaceDirectory& places);

}  // namespace smartmove::profiles
