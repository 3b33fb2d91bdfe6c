#pragma once

#include <optional>
#include <string_view>

/// WCAG 2.2's contrast. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
namespace smartmove::base {

struct Rgb {
  int red = 0;  ///< 0 to 255
  int green = 0;
  int blue = 0;
  friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// `#1c1640`, nothing shorter or longer.
std::optional<Rgb> parse_colour(std::string_view text);

double relative_luminance(Rgb colour);      ///< 0 black, 1 white
double contrast_ratio(Rgb one, Rgb other);  ///< 1 to 21, whichever is the text

}  // namespace smartmove::base
