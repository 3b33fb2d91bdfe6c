#pragma once

#include "content/registry.hpp"

namespace smartmove::comparisons {

/// The document type `comparison`, the blocks `comparison` and `compare_form`.
content::Contribution contribution();

}  // namespace smartmove::comparisons
