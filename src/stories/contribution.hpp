#pragma once

#include "content/registry.hpp"
#include "stories/place_name.hpp"

namespace smartmove::stories {

/// The document type `story` and the block `story_list`.
content::Contribution contribution(FindPlace find_place);

}  // namespace smartmove::stories
