#include "comparisons/contribution.hpp"

#include "comparisons/blocks.hpp"
#include "comparisons/page_comparison.hpp"

namespace smartmove::comparisons {

content::Contribution contribution() {
  content::Contribution made;
  made.document_types = {comparison_type()};
  made.block_types = block_types();
  return made;
}

}  // namespace smartmove::comparisons
