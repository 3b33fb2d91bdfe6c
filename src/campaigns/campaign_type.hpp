#pragma once

#include "content/registry.hpp"

namespace smartmove::campaigns {

/// The document type `campaign`.
content::Contribution contribution();

}  // namespace smartmove::campaigns
