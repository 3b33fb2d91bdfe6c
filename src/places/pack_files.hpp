#pragma once

#include <memory>

#include "content/pack_part.hpp"

namespace smartmove::places {

/// `places.json`, `indicators.json` and `facts.csv` of a content pack.
std::shared_ptr<const content::PackPart> pack_files();

}  // namespace smartmove::places
