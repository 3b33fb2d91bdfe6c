#pragma once

#include <string>
#include <string_view>

#include "base/field_colours.hpp"
#include "base/json.hpp"

namespace smartmove::content {

using base::FieldColours;

/// The colours of a field by day and after dark: an audience's own, or one of the themes'.
struct Palette {
  FieldColours light;
  FieldColours dark;
  friend bool operator==(const Palette&, const Palette&) = default;
};
BOOST_DESCRIBE_STRUCT(Palette, (), (light, dark))

/// Notes what is no colour, and every pair that WCAG's contrast forbids: 4.5:1 for text on what it is read on, 3:1 for
/// drawings and the edges of buttons. The reader stands at the palette.
void check_palette(const Palette& palette, base::JsonReader& reader);

}  // namespace smartmove::content
