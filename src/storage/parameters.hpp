#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smartmove::storage {

/// A query with its comments taken out and its `:name` parameters numbered `$1`, `$2`, … in the order in which the
/// names first appear: the same name is the same parameter. Both databases understand the form.
struct NumberedQuery {
  std::string text;
  std::size_t parameters = 0;
};

/// Leaves alone what only looks like a parameter: `::` casts and colons in quoted text.
NumberedQuery number_parameters(std::string_view sql);

}  // namespace smartmove::storage
