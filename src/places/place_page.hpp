#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/blocks_builtin.hpp"
#include "content/document_type.hpp"

namespace smartmove::places {

/// The body of a `place_page`: what one place says of itself.
struct PlacePage {
  content::PlaceRef place;
  std::string title;
  std::string description;
  std::string headline;
  content::RichText lead;
  content::RichText text;
  std::optional<content::RichText> drawbacks;
  content::Colour colour = content::Colour::paper;
  std::vector<content::IndicatorRef> indicators;  ///< shown as figures, in this order
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(PlacePage, (),
                      (place, title, description, headline, lead, text, drawbacks, colour, indicators, blocks))

content::DocumentType place_page_type();

/// A published place page as other pages list it.
struct PlaceLink {
  std::string code;
  std::string name;
  std::string headline;
  std::string href;
  std::string colour;
};

/// Every published place page in the page's language, by name in that language's order.
base::Result<std::vector<PlaceLink>> place_links(content::RenderContext& context);

}  // namespace smartmove::places
