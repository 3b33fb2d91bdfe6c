#pragma once

#include <string>
#include <xapian.h>

#include "search/query_text.hpp"
#include "search/terms.hpp"

namespace smartmove::search {

/// The query with the words that no document has spelled as some do (`Orebrp` → `örebro`); empty: nothing to better.
std::string corrected(const Xapian::Database& database, const QueryText& query, const Terms& terms);

}  // namespace smartmove::search
