#include "audiences/palette.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/contrast.hpp"
#include "base/text.hpp"

namespace smartmove::audiences {
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

std::string declarations(const FieldColours& colours) {
  return fmt::format("--ground:{};--ink:{};--head:{};--link:{};--chip:{};--mark:{};--button:{};--button-ink:{}",
                     colours.ground, colours.ink, colours.head, colours.link, colours.chip, colours.mark,
                     colours.button, colours.button_ink);
}

}  // namespace

void check_palette(const Palette& palette, base::JsonReader& reader) {
  check_field("light", palette.light, reader);
  check_field("dark", palette.dark, reader);
}

std::string palette_css(const std::string& key, const Palette& palette) {
  // The top of a page takes the colours of its hero, as with the themes' own fields.
  const auto selector = fmt::format(".field--audience-{0},.page:has(> main > .hero.field--audience-{0}) > .top", key);
  // A card on a field of its own colour steps forward.
  const auto nested = fmt::format(".field--audience-{0} .field--audience-{0}", key);
  return fmt::format(
      "{0}{{{1}}}\n{3}{{--near-hill:var(--ground);background:var(--chip)}}\n"
      "@media (prefers-color-scheme: dark){{{0}{{{2}}}}}\n",
      selector, declarations(palette.light), declarations(palette.dark), nested);
}

}  // namespace smartmove::audiences
