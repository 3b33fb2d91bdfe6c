#pragma once

#include <vector>

#include "content/block_type.hpp"

namespace smartmove::comparisons {

/// `comparison`: the first rounds of an editor's comparison, and the way to it. `compare_form`: any two places.
std::vector<content::BlockType> block_types();

}  // namespace smartmove::comparisons
