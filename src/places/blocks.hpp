#pragma once

#include <vector>

#include "content/block_type.hpp"

namespace smartmove::places {

/// `figures` (chosen indicators of one place), `place_list` and `place_map` (place pages).
std::vector<content::BlockType> block_types();

}  // namespace smartmove::places
