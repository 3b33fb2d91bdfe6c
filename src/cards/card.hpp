#pragma once

#include <string>
#include <string_view>

#include "base/field_colours.hpp"
#include "base/result.hpp"

namespace smartmove::cards {

constexpr int card_width = 1200;
constexpr int card_height = 630;

/// What somebody sees where the address of a page, a comparison or an answer is shared.
struct Card {
  std::string kicker;    ///< what it is, in a word or two: `Kommun`
  std::string headline;  ///< any length, anything in it
  std::string site;      ///< the name of the site
  std::string notice;    ///< discreet, in the corner; may be empty
  base::FieldColours colours;
  std::string drawing;  ///< `<svg viewBox="…">…</svg>` as media::drawing_of() gives it; may be empty
};

/// Changes whenever the same card is drawn differently: a part of what names it.
constexpr int card_version = 1;

/// The card as SVG that needs nothing from outside: texts are outlines, `var(--mark,#b8145a)` is one of the colours.
/// unavailable: a library is not there.
base::Result<std::string> card_svg(const Card& card);

/// The card as PNG, card_width by card_height. Takes about 30 ms of one thread.
base::Result<std::string> card_png(const Card& card);

/// An SVG without `var()`: each is the colour of that name, else what it falls back on, else black.
std::string with_colours(std::string_view svg, const base::FieldColours& colours);

}  // namespace smartmove::cards
