#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::base {

/// One record of a CSV text and the line it begins on.
struct CsvRow {
  std::size_t line = 1;
  std::vector<std::string> fields;
};

/// RFC 4180 with either line ending; a byte order mark is passed over, empty lines are left out. Errors, all of them,
/// as `origin:line`: a quote that does not end, text after a closing quote, a stray quote, a field over 64 KiB.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view origin);

/// A field as it is to be written: quoted only where it must be.
std::string csv_field(std::string_view value);

}  // namespace smartmove::base
