#pragma once

#include <vector>

#include "base/csv.hpp"
#include "sources/json_stat.hpp"
#include "sources/source.hpp"

namespace smartmove::sources {

/// The figures of one feed in a table with a header: `feed.id` is the column of values, `feed.select` keeps the rows
/// that have one of the values named in a column. An empty value is not known. Pure.
/// invalid: a column that is not there, a row of another width, a value that is no number; with its line.
base::Result<std::vector<Cell>> csv_cells(const std::vector<base::CsvRow>& rows, const Source& source,
                                          const Feed& feed);

}  // namespace smartmove::sources
