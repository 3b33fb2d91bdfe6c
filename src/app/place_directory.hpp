#pragma once

#include "profiles/place_directory.hpp"

namespace smartmove::app {

/// Tells profiles of places, from the places' own pages.
class PlacePages : public profiles::PlaceDirectory {
 public:
  base::Result<profiles::PlaceName> find(content::RenderContext& context, const std::string& code) const override;
};

}  // namespace smartmove::app
