#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/blocks_builtin.hpp"
#include "content/document_type.hpp"
#include "content/picture.hpp"

namespace smartmove::places {

/// Where a place lies on the map of tiles, from the top left corner: 1 to 12.
struct Tile {
  int column = 0;
  int row = 0;
  friend bool operator==(const Tile&, const Tile&) = default;
};
BOOST_DESCRIBE_STRUCT(Tile, (), (column, row))

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
  std::optional<content::Picture> emblem;
  std::optional<Tile> tile;
  std::vector<content::AudienceRef> audiences;    ///< whom it speaks to; empty: everybody
  std::vector<content::IndicatorRef> indicators;  ///< shown as figures, in this order
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(PlacePage, (),
                      (place, title, description, headline, lead, text, drawbacks, colour, emblem, tile, audiences,
                       indicators, blocks))

content::DocumentType place_page_type();

/// A published place page as other pages list it.
struct PlaceLink {
  std::string code;
  std::string name;
  std::string headline;
  std::string href;
  std::string colour;
  std::optional<content::Picture> emblem;
  std::optional<Tile> tile;
};

/// Every published place page in the page's language, by name in that language's order.
base::Result<std::vector<PlaceLink>> place_links(content::RenderContext& context);

/// The key of the emblem of a place that has a page; else empty.
base::Result<std::string> emblem_of(content::RenderContext& context, const std::string& code);

/// Sets `emblem` for the template content/picture_element, or to false: beside a name it decorates.
base::Result<> set_emblem(web::View& view, const PlaceLink& link, content::RenderContext& context);

}  // namespace smartmove::places
