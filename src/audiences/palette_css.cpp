#include "audiences/palette_css.hpp"

#include <fmt/format.h>

namespace smartmove::audiences {
namespace {

std::string declarations(const base::FieldColours& colours) {
  return fmt::format("--ground:{};--ink:{};--head:{};--link:{};--chip:{};--mark:{};--button:{};--button-ink:{}",
                     colours.ground, colours.ink, colours.head, colours.link, colours.chip, colours.mark,
                     colours.button, colours.button_ink);
}

}  // namespace

std::string palette_css(const std::string& key, const content::Palette& palette) {
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
