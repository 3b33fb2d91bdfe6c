#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace smartmove::audiences {

/// The colours of one field, `#rrggbb`; what each is for stands in themes/tokens.css.
struct FieldColours {
  std::string ground;
  std::string ink;
  std::string head;
  std::string link;
  std::string chip;
  std::string mark;
  std::string button;
  std::string button_ink;
};
BOOST_DESCRIBE_STRUCT(FieldColours, (), (ground, ink, head, link, chip, mark, button, button_ink))

/// An audience's own colours, by day and after dark.
struct Palette {
  FieldColours light;
  FieldColours dark;
};
BOOST_DESCRIBE_STRUCT(Palette, (), (light, dark))

/// Notes what is no colour, and every pair that WCAG's contrast forbids: 4.5:1 for text on what it is read on, 3:1 for
/// drawings and the edges of buttons. The reader stands at the palette.
void check_palette(const Palette& palette, base::JsonReader& reader);

/// `.field--audience-KEY` with these colours, by day and after dark. `key` is a slug; the palette has been checked.
std::string palette_css(const std::string& key, const Palette& palette);

}  // namespace smartmove::audiences
