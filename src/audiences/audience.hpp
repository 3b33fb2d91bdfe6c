#pragma once

#include <optional>
#include <string>

#include "content/blocks_builtin.hpp"
#include "content/document_type.hpp"
#include "content/palette.hpp"
#include "content/picture.hpp"
#include "content/registry.hpp"

namespace smartmove::audiences {

/// The body of an `audience`: somebody the region speaks to, and their own entrance to the site. The document's key is
/// what blocks and profiles aim at.
struct Audience {
  std::string name;
  std::string title;
  std::string description;
  std::string headline;
  content::RichText lead;
  std::optional<content::Picture> picture;
  std::optional<std::string> tone;  ///< for editors: how they are spoken to; not shown
  content::Colour colour = content::Colour::paper;
  std::optional<content::Palette> palette;  ///< instead of the colour
  int order = 0;                            ///< among the entrances, lowest first
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Audience, (),
                      (name, title, description, headline, lead, picture, tone, colour, palette, order, blocks))

/// The document type `audience`, the block `audience_entrances`, the reference `audience`, and the style sheet of their
/// palettes.
content::Contribution contribution();

}  // namespace smartmove::audiences
