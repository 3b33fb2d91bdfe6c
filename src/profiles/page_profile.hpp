#pragma once

#include "content/document_type.hpp"
#include "profiles/place_directory.hpp"

namespace smartmove::profiles {

/// The page of one person, public within its booked period and consent.
content::DocumentType profile_type(const PlaceDirectory& places);

}  // namespace smartmove::profiles
