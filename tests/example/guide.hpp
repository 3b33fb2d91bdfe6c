#pragma once

#include "content/registry.hpp"

/// A whole feature, as docs/manual/extending.md tells it: a document type `guide` and a block `opening_hours`.
namespace smartmove::guides {

content::Contribution contribution();

}  // namespace smartmove::guides
