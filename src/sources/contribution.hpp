#pragma once

#include "content/registry.hpp"

namespace smartmove::sources {

content::Contribution contribution();

}  // namespace smartmove::sources
