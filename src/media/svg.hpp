#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace smartmove::media {

struct CleanSvg {
  std::string text;
  int width = 0;  ///< of the view box, or as width and height say; rounded, at least 1
  int height = 0;
};

/// An SVG with only what is on the allow-list (svg_rules.hpp): shapes, text, gradients, patterns, clips, masks, simple
/// filters, styles without addresses. Scripts, event handlers, animation, foreign content, pictures in pictures, links
/// and every reference but to an element of the same file are left out; the rest looks as it did. Cleaning what is
/// clean gives the same bytes. Nothing is ever loaded. invalid: not well-formed, declares entities, has no size, or
/// draws more than 100,000 elements once its references are followed.
base::Result<CleanSvg> clean_svg(std::string_view text);

}  // namespace smartmove::media
