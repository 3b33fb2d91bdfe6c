#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace smartmove::cards {

/// An SVG of our own making as an opaque PNG of that many pixels. internal: it is no SVG; unavailable: librsvg is not
/// there. Thread-safe.
base::Result<std::string> png_of(std::string_view svg, int width, int height);

}  // namespace smartmove::cards
