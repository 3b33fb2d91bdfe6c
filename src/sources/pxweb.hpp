#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sources/json_stat.hpp"
#include "sources/refusal.hpp"

/// PxWebApi, version 1 and 2: what a table has, and how its parts are asked for. Pure.
namespace smartmove::sources {

/// The variables of a table as version 1 describes it. (Version 2 answers JSON-stat.)
base::Result<std::vector<Dimension>> parse_pxweb1_metadata(std::string_view text, std::string_view origin);

/// The codes that one call asks for, by dimension.
using Selection = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// What is wanted of a table.
struct PxWish {
  CubeQuery query;
  std::vector<std::string> regions;
  int from_year = 0;
  std::size_t most_cells = 150'000;  ///< of one answer
};

/// The calls that together get it, none with more cells than allowed: split by regions, and where one region has too
/// many, by times. Regions that the table does not have are refused by name. Dimensions of which nothing is chosen are
/// left out where the table adds them up itself. invalid: a dimension or code that is not there.
base::Result<std::vector<Selection>> px_selections(const std::vector<Dimension>& table, const PxWish& wish,
                                                   Refusals& refusals);

std::string pxweb1_body(const Selection& selection);
std::string pxweb2_body(const Selection& selection);

}  // namespace smartmove::sources
