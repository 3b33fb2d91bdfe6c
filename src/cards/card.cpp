#include "cards/card.hpp"

#include <algorithm>
#include <array>
#include <boost/mp11.hpp>
#include <fmt/format.h>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "cards/png.hpp"
#include "cards/text_setting.hpp"
#include "cards/typeface.hpp"

namespace smartmove::cards {
namespace {

constexpr double margin = 72;
constexpr double drawing_size = 384;
constexpr double gap = 48;
constexpr double head_top = 136;
constexpr double head_height = 344;
constexpr double foot_baseline = 585;
constexpr std::array head_sizes = std::to_array<double>({112, 98, 86, 76, 66, 58, 50});
constexpr std::array kicker_sizes = std::to_array<double>({32, 28, 24});
constexpr std::array site_sizes = std::to_array<double>({40, 34, 28});
constexpr std::array notice_sizes = std::to_array<double>({26, 22});

struct Typefaces {
  Typeface display;
  Typeface text;
};

base::Result<Typeface> typeface(std::string_view name) {
  for (const auto& file : base::embedded::fonts()) {
    if (file.name == name) return Typeface::load(file.bytes);
  }
  return base::fail(base::ErrorKind::internal, "The card could not be drawn.", "no font " + std::string(name));
}

base::Result<Typefaces> load_typefaces() {
  auto display = TRY(typeface("display.ttf"));
  auto text = TRY(typeface("text.ttf"));
  return Typefaces{std::move(display), std::move(text)};
}

base::Result<const Typefaces*> typefaces() {
  static const auto loaded = load_typefaces();
  if (!loaded) return base::fail(loaded.error());
  return &*loaded;
}

struct Style {
  const Typeface& face;
  std::span<const double> sizes;
  const std::string& colour;
};

Setting set(std::string_view text, const Room& room, const Style& style) {
  return set_text(text, room, style.sizes, [&](std::string_view line) { return style.face.width(line); });
}

std::string path(const std::string& line, double size, double x, double y, const Style& style) {
  return fmt::format("<path fill=\"{}\" d=\"{}\"/>", style.colour, style.face.outline(line, size, x, y));
}

enum class Side { left, right };

/// One line at a baseline, from the left margin or up to the right one.
std::string line_at(const std::string& text, Side side, double x, double y, double width, const Style& style) {
  const auto setting = set(style.face.writable(text), {width, 1}, style);
  if (setting.lines.empty()) return {};
  const auto& line = setting.lines.front();
  const double left = side == Side::left ? x : x - style.face.width(line) * setting.size;
  return path(line, setting.size, left, y, style);
}

std::string headline(const Card& card, double width, const Typefaces& faces) {
  const Style style{faces.display, head_sizes, card.colours.head};
  auto text = faces.display.writable(card.headline);
  if (text.empty()) text = faces.display.writable(card.site);  // nothing that these fonts could write
  const auto setting = set(text, {width, head_height}, style);
  const double step = setting.size * line_height;
  const double height = step * static_cast<double>(setting.lines.size());
  // A headline stands in the middle of its room; capitals reach up about three quarters of the size.
  double y = head_top + (head_height - height) / 2 + setting.size * 0.78;
  std::string out;
  for (const auto& line : setting.lines) {
    out += path(line, setting.size, margin, y, style);
    y += step;
  }
  return out;
}

std::string drawing(const Card& card) {
  constexpr std::string_view begin = "<svg ";
  if (!std::string_view(card.drawing).starts_with(begin)) return {};
  return fmt::format("<svg x=\"{:.0f}\" y=\"96\" width=\"{:.0f}\" height=\"{:.0f}\" overflow=\"hidden\" {}",
                     card_width - margin - drawing_size, drawing_size, drawing_size,
                     with_colours(card.drawing, card.colours).substr(begin.size()));
}

// The pin with a wink of themes/templates/mark.html, at the size of the site's name.
std::string mark(const base::FieldColours& colours) {
  return fmt::format(
      "<g transform=\"translate({:.0f} 541) scale(1.5)\" stroke=\"{}\" stroke-width=\"2.5\" stroke-linejoin=\"round\" "
      "stroke-linecap=\"round\"><path fill=\"{}\" d=\"M16 38C11 31 3 24 3 15a13 13 0 0 1 26 0c0 9-8 16-13 23Z\"/>"
      "<path fill=\"none\" d=\"M11 11v3M19 13q2-2.5 4 0M10 19q6 6 12 0\"/></g>",
      margin - 4, colours.ink, colours.ground);
}

std::string foot(const Card& card, const Typefaces& faces) {
  const Style site{faces.display, site_sizes, card.colours.ink};
  const Style notice{faces.text, notice_sizes, card.colours.ink};
  return mark(card.colours) + line_at(card.site, Side::left, margin + 64, foot_baseline, 620, site) +
         line_at(card.notice, Side::right, card_width - margin, foot_baseline - 3, 340, notice);
}

/// `button-ink`, as style sheets call it.
const std::string* colour_of(const base::FieldColours& colours, std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  const std::string* found = nullptr;
  boost::mp11::mp_for_each<boost::describe::describe_members<base::FieldColours, boost::describe::mod_public>>(
      [&](auto member) {
        if (name == member.name) found = &(colours.*member.pointer);
      });
  return found;
}

}  // namespace

std::string with_colours(std::string_view svg, const base::FieldColours& colours) {
  constexpr std::string_view begin = "var(--";
  std::string out;
  for (auto at = svg.find(begin); at != std::string_view::npos; at = svg.find(begin)) {
    const auto end = svg.find(')', at);
    if (end == std::string_view::npos) break;
    out += svg.substr(0, at);
    const auto inside = svg.substr(at + begin.size(), end - at - begin.size());
    const auto comma = inside.find(',');
    if (const auto* colour = colour_of(colours, std::string(inside.substr(0, comma)))) {
      out += *colour;
    } else {
      out += comma == std::string_view::npos ? std::string_view("#000000") : inside.substr(comma + 1);
    }
    svg.remove_prefix(end + 1);
  }
  return out.append(svg);
}

base::Result<std::string> card_svg(const Card& card) {
  const auto& faces = *TRY(typefaces());
  const auto drawn = drawing(card);
  const double width = card_width - 2 * margin - (drawn.empty() ? 0 : drawing_size + gap);
  const Style kicker{faces.text, kicker_sizes, card.colours.ink};
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"{2}\"/>"
      "<path fill=\"{3}\" d=\"M0 524C320 468 760 560 1200 500V{1}H0Z\"/>{4}{5}{6}{7}</svg>",
      card_width, card_height, card.colours.ground, card.colours.chip, drawn,
      line_at(card.kicker, Side::left, margin, 112, width, kicker), headline(card, width, faces), foot(card, faces));
}

base::Result<std::string> card_png(const Card& card) { return png_of(TRY(card_svg(card)), card_width, card_height); }

}  // namespace smartmove::cards
