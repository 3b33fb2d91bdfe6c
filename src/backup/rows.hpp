#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "storage/tables.hpp"

/// Rows as JSON lines, one array a row in the order of the table's columns: text and integers as JSON has them, reals
/// as text in their shortest exact form, NULL as null.
namespace smartmove::backup {

/// Adds one line. unavailable: text that is not UTF-8, which no program wrote.
base::Result<> append_row(std::span<const storage::Slot> row, std::string& lines);

/// Gives the rows of `lines` one by one; how many there were. invalid: a line that is not a row of this table.
base::Result<std::int64_t> parse_rows(std::string_view lines, const storage::Table& table,
                                      const storage::TakeRow& take);

}  // namespace smartmove::backup
