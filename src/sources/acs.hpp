#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sources/json_stat.hpp"

/// The US Census Bureau's American Community Survey: an array of arrays of texts, the first of them the header. Pure.
namespace smartmove::sources {

struct AcsTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::optional<std::string>>> rows;  ///< each as long as the header
};

base::Result<AcsTable> parse_acs(std::string_view text, std::string_view origin);

/// The figures of one variable. A place's code is what stands in the columns that nobody asked for (the parts of its
/// geography) put together: state `06`, place `55282` → `0655282`. Negative sentinels such as -666666666 ("no
/// estimate") are not known. invalid: no such column, or what is neither number nor sentinel.
base::Result<std::vector<Cell>> acs_cells(const AcsTable& table, const std::string& variable,
                                          const std::vector<std::string>& asked, const std::string& period);

}  // namespace smartmove::sources
