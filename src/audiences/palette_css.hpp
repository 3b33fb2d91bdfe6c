#pragma once

#include <string>

#include "content/palette.hpp"

namespace smartmove::audiences {

/// `.field--audience-KEY` with these colours, by day and after dark. `key` is a slug; the palette has been checked.
std::string palette_css(const std::string& key, const content::Palette& palette);

}  // namespace smartmove::audiences
