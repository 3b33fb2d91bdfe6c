#pragma once

#include "content/registry.hpp"

namespace smartmove::places {

/// What places add to the editorial core.
content::Contribution contribution();

}  // namespace smartmove::places
