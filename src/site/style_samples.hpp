#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "content/palette.hpp"
#include "content/render_context.hpp"
#include "web/view.hpp"

namespace smartmove::site {

/// A drawing of a palette's colours, by day and after dark, with the contrast of each text on its ground.
web::SafeHtml palette_drawing(const content::Palette& palette);

/// A token that is no colour: `size-lead`, `clamp(1.2rem, …)`.
struct Token {
  std::string name;
  std::string value;
};
/// Those whose names begin so, in the order of the style sheet.
std::vector<Token> tokens(std::string_view css, std::string_view prefix);

/// A kind of block as a page of the site has it, rendered as there.
struct BlockSample {
  std::string type;
  std::string page;  ///< its address; empty: no page in this language has one
  web::SafeHtml html;
};
/// One of every kind there is, by name.
base::Result<std::vector<BlockSample>> block_samples(content::RenderContext& context);

/// The first published document of every type that has pages.
base::Result<std::vector<content::PublishedDocument>> page_samples(content::RenderContext& context);

}  // namespace smartmove::site
