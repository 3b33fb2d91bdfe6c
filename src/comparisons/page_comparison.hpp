#pragma once

#include "content/document_type.hpp"

namespace smartmove::comparisons {

/// The page of an editor's comparison.
content::DocumentType comparison_type();

}  // namespace smartmove::comparisons
