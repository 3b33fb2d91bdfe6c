#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "content/palette.hpp"

namespace smartmove::content {

/// The themes' fields (`sun`, `paper` …) by name.
using Theme = std::map<std::string, Palette, std::less<>>;

/// Reads themes/tokens.css. invalid: a field that is there by day and not after dark, or lacks a colour.
base::Result<Theme> read_theme(std::string_view css);

/// The one that is built into the program.
const Theme& theme();

/// The built-in field of that name, or paper.
const Palette& field(std::string_view name);

}  // namespace smartmove::content
