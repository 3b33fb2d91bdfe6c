#pragma once

#include <memory>

#include "content/pack_part.hpp"

namespace smartmove::sources {

/// `sources/KEY.json` of a content pack.
std::shared_ptr<const content::PackPart> pack_sources();

}  // namespace smartmove::sources
