#pragma once

#include "content/registry.hpp"

namespace smartmove::content {

/// The blocks that belong to no feature: section, text, call_out.
Contribution contribution();

/// The flat fields of colour that sections and pages may have; themes/ gives each a light and a dark pair.
enum class Colour { sun, berry, forest, sky, clay, night, paper };
BOOST_DESCRIBE_ENUM(Colour, sun, berry, forest, sky, clay, night, paper)

}  // namespace smartmove::content
