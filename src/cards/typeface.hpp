#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace smartmove::cards {

/// A font that lines are set in, as outlines: how they look depends on nothing that is installed on the machine.
/// Immutable, thread-safe.
class Typeface {
 public:
  /// `truetype` must outlive it. unavailable: HarfBuzz is not there; internal: it is no font.
  static base::Result<Typeface> load(std::string_view truetype);

  /// What there are letters for, on one line: composed (NFC), spaces for what is blank, at most 300 characters. Control
  /// characters, marks of direction and what other fonts would have to draw (emoji, other scripts) are left out.
  std::string writable(std::string_view text) const;

  /// How wide a writable line is at size 1.
  double width(std::string_view line) const;

  /// SVG path data of a writable line whose baseline begins at (x, y).
  std::string outline(std::string_view line, double size, double x, double y) const;

 private:
  struct Font;
  explicit Typeface(std::shared_ptr<const Font> font) : font_(std::move(font)) {}
  std::shared_ptr<const Font> font_;
};

}  // namespace smartmove::cards
