// links: sources
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sources/acs.hpp"

using namespace smartmove;

/// Any bytes as an answer of the Census Bureau: problems with their place, or a table of which each column can be asked
/// for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = sources::parse_acs({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!table) {
    if (table.error().problems.empty()) std::abort();
    return 0;
  }
  for (const auto& column : table->header) {
    const auto cells = sources::acs_cells(*table, column, {column}, "2020");
    if (cells ? cells->size() != table->rows.size() : cells.error().message.empty()) std::abort();
  }
  return 0;
}
