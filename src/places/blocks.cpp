#include "places/blocks.hpp"

#include <algorithm>

#include "places/place_page.hpp"

namespace smartmove::places {
namespace {

struct Figures {
  std::string heading;
  content::PlaceRef place;
  std::vector<content::IndicatorRef> indicators;
};
BOOST_DESCRIBE_STRUCT(Figures, (), (heading, place, indicators))

struct PlaceList {
  std::string heading;
  std::vector<content::PlaceRef> places;  // empty: all
};
BOOST_DESCRIBE_STRUCT(PlaceList, (), (heading, places))

base::Result<web::View> figures_view(const Figures& block, content::RenderContext& context) {
  std::vector<web::View> figures;
  std::string place = block.place.value;
  for (const auto& indicator : block.indicators) {
    const auto figure = context.shown_figure(block.place.value, indicator.value);
    place = figure.place;
    figures.push_back(content::figure_view(figure));
  }
  web::View view;
  view.set("heading", block.heading).set("place", place).set("figures", std::move(figures));
  return view;
}

base::Result<web::View> place_list_view(const PlaceList& block, content::RenderContext& context) {
  std::vector<web::View> places;
  for (const auto& link : TRY(place_links(context))) {
    const bool wanted = block.places.empty() || std::find(block.places.begin(), block.places.end(),
                                                          content::PlaceRef{link.code}) != block.places.end();
    if (!wanted) continue;
    web::View place;
    place.set("name", link.name).set("headline", link.headline).set("href", link.href).set("colour", link.colour);
    TRY(set_emblem(place, link, context));
    places.push_back(std::move(place));
  }
  web::View view;
  view.set("heading", block.heading).set("places", std::move(places));
  return view;
}

struct PlaceMap {
  std::string heading;
};
BOOST_DESCRIBE_STRUCT(PlaceMap, (), (heading))

/// In reading order, so that the tab key goes as the eye does: row by row, then those that lie nowhere, by name.
std::vector<PlaceLink> by_tile(std::vector<PlaceLink> links) {
  std::stable_sort(links.begin(), links.end(), [](const PlaceLink& a, const PlaceLink& b) {
    if (!a.tile || !b.tile) return a.tile.has_value() && !b.tile;
    return std::pair(a.tile->row, a.tile->column) < std::pair(b.tile->row, b.tile->column);
  });
  return links;
}

base::Result<web::View> place_map_view(const PlaceMap& block, content::RenderContext& context) {
  std::vector<web::View> places;
  std::optional<Tile> before;
  for (const auto& link : by_tile(TRY(place_links(context)))) {
    const bool lies = link.tile && link.tile != before;  // a second one on a tile finds a free one
    before = link.tile;
    web::View place;
    place.set("name", link.name)
        .set("href", link.href)
        .set("colour", link.colour)
        .set("column", lies ? std::to_string(link.tile->column) : std::string())
        .set("row", lies ? std::to_string(link.tile->row) : std::string());
    TRY(set_emblem(place, link, context));
    places.push_back(std::move(place));
  }
  web::View view;
  view.set("heading", block.heading).set("places", std::move(places));
  return view;
}

}  // namespace

std::vector<content::BlockType> block_types() {
  return {content::block_type<Figures>("figures", "places/figures", figures_view),
          content::block_type<PlaceList>("place_list", "places/place_list", place_list_view),
          content::block_type<PlaceMap>("place_map", "places/place_map", place_map_view)};
}

}  // namespace smartmove::places
