#include "base/contrast.hpp"

#include <algorithm>
#include <cmath>

namespace smartmove::base {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// From sRGB to light.
double linear(int channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

}  // namespace

std::optional<Rgb> parse_colour(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  text.remove_prefix(1);
  if (std::any_of(text.begin(), text.end(), [](char c) { return digit(c) < 0; })) return std::nullopt;
  const auto channel = [&](std::size_t at) { return digit(text[at]) * 16 + digit(text[at + 1]); };
  return Rgb{channel(0), channel(2), channel(4)};
}

double relative_luminance(Rgb colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast_ratio(Rgb one, Rgb other) {
  const auto [dark, light] = std::minmax({relative_luminance(one), relative_luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

}  // namespace smartmove::base
