#include "content/palette.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/contrast.hpp"
#include "base/text.hpp"

namespace smartmove::content {
namespace {

using Colour = std::string FieldColours::*;

struct Pair {
  std::string_view front;
  Colour front_of;
  std::string_view back;
  Colour back_of;
  double least;
};

// As ui/contrast.mjs holds those of the themes.
constexpr double text = 4.5;
constexpr double shape = 3;
constexpr std::array pairs = std::to_array<Pair>({
    {"ink", &FieldColours::ink, "ground", &FieldColours::ground, text},
    {"ink", &FieldColours::ink, "chip", &FieldColours::chip, text},
    {"head", &FieldColours::head, "ground", &FieldColours::ground, text},
    {"head", &FieldColours::head, "chip", &FieldColours::chip, text},
    {"link", &FieldColours::link, "ground", &FieldColours::ground, text},
    {"link", &FieldColours::link, "chip", &FieldColours::chip, text},
    {"button_ink", &FieldColours::button_ink, "button", &FieldColours::button, text},
    {"button", &FieldColours::button, "ground", &FieldColours::ground, shape},
    {"button", &FieldColours::button, "chip", &FieldColours::chip, shape},
    {"mark", &FieldColours::mark, "ground", &FieldColours::ground, shape},
});

bool check_colours(const FieldColours& colours, base::JsonReader& reader) {
  bool right = true;
  boost::mp11::mp_for_each<boost::describe::describe_members<FieldColours, boost::describe::mod_public>>(
      [&](auto member) {
        const std::string& colour = colours.*member.pointer;
        if (base::parse_colour(colour)) return;
        right = false;
        const auto scope = reader.enter(member.name);
        reader.breach(base::quote(colour), "a colour such as #1c1640");
      });
  return right;
}

// Cut, not rounded: 4.499 is not 4.50.
double shown(double ratio) { return std::floor(ratio * 100) / 100; }

void check_contrast(const FieldColours& colours, base::JsonReader& reader) {
  for (const auto& pair : pairs) {
    const auto& front = colours.*pair.front_of;
    const auto& back = colours.*pair.back_of;
    const double ratio = base::contrast_ratio(*base::parse_colour(front), *base::parse_colour(back));
    if (ratio >= pair.least) continue;
    const auto scope = reader.enter(pair.front);
    reader.breach(fmt::format("{} on {} {}, a contrast of {:.2f}:1", front, pair.back, back, shown(ratio)),
                  fmt::format("at least {}:1, which {} need", pair.least,
                              pair.least == text ? "texts" : "drawings and the edges of buttons"));
  }
}

void check_field(std::string_view scheme, const FieldColours& colours, base::JsonReader& reader) {
  const auto scope = reader.enter(scheme);
  if (check_colours(colours, reader)) check_contrast(colours, reader);
}

}  // namespace

void check_palette(const Palette& palette, base::JsonReader& reader) {
  check_field("light", palette.light, reader);
  check_field("dark", palette.dark, reader);
}

}  // namespace smartmove::content
