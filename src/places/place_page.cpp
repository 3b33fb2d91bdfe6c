#include "places/place_page.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "places/fact_store.hpp"

namespace smartmove::places {
namespace {

constexpr int most_tiles = 12;  // as themes/map.css places them

base::Result<std::string> place_name(content::RenderContext& context, const std::string& code) {
  const auto place = TRY(FactStore(context.session()).place(code));
  context.tag("places");
  return place ? in_language(place->names, context.language()) : code;
}

// As schema.org names it.
boost::json::object area_of(content::RenderContext& context, const std::string& code) {
  const auto name = place_name(context, code);
  return {{"@type", "AdministrativeArea"}, {"name", name ? *name : code}, {"identifier", code}};
}

base::Result<content::PageView> view(const PlacePage& page, const content::PublishedDocument&,
                                     content::RenderContext& context) {
  context.set_place(page.place.value);
  context.speak_to(page.audiences);
  std::vector<web::View> figures;
  for (const auto& indicator : page.indicators) {
    figures.push_back(content::figure_view(context.shown_figure(page.place.value, indicator.value)));
  }
  content::PageView made;
  made.view.set("name", TRY(place_name(context, page.place.value)))
      .set("headline", page.headline)
      .set("lead_html", context.rich_text(page.lead))
      .set("text_html", context.rich_text(page.text))
      .set("has_drawbacks", page.drawbacks.has_value())
      .set("drawbacks_html", context.rich_text(page.drawbacks))
      .set("colour", boost::describe::enum_to_string(page.colour, ""))
      .set("audience", page.audiences.size() == 1 ? page.audiences.front().value : std::string())
      .set("figures", std::move(figures))
      .set("emblem", false)
      .set("blocks_html", TRY(context.blocks(page.blocks)));
  if (page.emblem) {
    const content::PicturePlace place{media::Shape::full, "(min-width: 60rem) 24rem, 12rem"};
    made.view.set("emblem", TRY(content::picture_view(*page.emblem, place, context)));
  }
  return made;
}

void check_tile(const Tile& tile, base::JsonReader& reader) {
  const auto scope = reader.enter("tile");
  for (const auto& [member, value] : {std::pair("column", tile.column), std::pair("row", tile.row)}) {
    const auto inner = reader.enter(member);
    if (value < 1 || value > most_tiles) reader.breach(std::to_string(value), fmt::format("1 to {}", most_tiles));
  }
}

void rules(const PlacePage& page, base::JsonReader& reader) {
  if (page.tile) check_tile(*page.tile, reader);
  auto scope = reader.enter("indicators");
  for (std::size_t i = 0; i < page.indicators.size(); ++i) {
    const auto first = std::find(page.indicators.begin(), page.indicators.end(), page.indicators[i]);
    if (first == page.indicators.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    auto inner = reader.enter(std::to_string(i));
    reader.breach("\"" + page.indicators[i].value + "\" a second time", "each indicator once");
  }
}

}  // namespace

content::DocumentType place_page_type() {
  content::DocumentTypeSpec<PlacePage> spec;
  spec.name = "place_page";
  spec.paths = {{"sv", "/kommuner/{slug}"}, {"", "/municipalities/{slug}"}};
  spec.template_name = "places/place_page";
  spec.in_feed = true;
  spec.fields = {
      {"place", "Place", "The code of the place the page is about.", 20},
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines and feeds.", 200},
      {"headline", "Headline", "The place's own idea, in one line.", 120},
      {"lead", "Lead", "The first paragraph.", 0},
      {"drawbacks", "Drawbacks", "What one should know before moving here. Honesty convinces.", 0},
      {"emblem", "Emblem", "A drawing of what the place is known for; square.", 0},
      {"tile", "On the map", "Column and row of its tile, from the top left corner.", 0},
      {"audiences", "Audiences", "Whom the page speaks to; none is everybody.", 0},
      {"indicators", "Figures", "Which figures the page shows, in order.", 0},
  };
  spec.rules = rules;
  spec.head = [](const PlacePage& page) { return content::PageHead{page.title, page.description}; };
  spec.view = view;
  spec.search = [](const PlacePage& page, const content::PublishedDocument&) {
    auto text = page.headline + "\n" + content::plain_text(page.lead) + content::plain_text(page.text);
    if (page.drawbacks) text += content::plain_text(*page.drawbacks);
    content::SearchEntry entry{page.title, text, {}, page.place.value};
    for (const auto& audience : page.audiences) entry.audiences.push_back(audience.value);
    return entry;
  };
  spec.card = [](const PlacePage& page, const content::PublishedDocument&,
                 content::RenderContext&) -> base::Result<content::CardSubject> {
    return content::CardSubject{page.headline, boost::describe::enum_to_string(page.colour, ""),
                                page.audiences.size() == 1 ? page.audiences.front().value : std::string(),
                                page.emblem ? page.emblem->key.value : std::string(), page.title};
  };
  spec.schema_org = [](const PlacePage& page, const content::PublishedDocument& document,
                       content::RenderContext& context) {
    auto area = area_of(context, page.place.value);
    area.emplace("description", page.description);
    area.emplace("url", document.path);
    if (const auto place = FactStore(context.session()).place(page.place.value); place && *place) {
      if (!(*place)->parent.empty()) area.emplace("containedInPlace", area_of(context, (*place)->parent));
    }
    return area;
  };
  return content::document_type(std::move(spec));
}

base::Result<std::vector<PlaceLink>> place_links(content::RenderContext& context) {
  const auto found = TRY(context.once<std::vector<PlaceLink>>([&]() -> base::Result<std::vector<PlaceLink>> {
    std::vector<PlaceLink> links;
    for (const auto& [document, page] : *TRY(context.documents_as<PlacePage>("place_page"))) {
      auto name = TRY(place_name(context, page->place.value));
      links.push_back({page->place.value, std::move(name), page->headline, document.path,
                       boost::describe::enum_to_string(page->colour, ""), page->emblem, page->tile});
    }
    std::sort(links.begin(), links.end(), [&](const PlaceLink& a, const PlaceLink& b) {
      return base::collate(context.language(), a.name, b.name) < 0;
    });
    return links;
  }));
  return *found;
}

base::Result<std::string> emblem_of(content::RenderContext& context, const std::string& code) {
  for (const auto& link : TRY(place_links(context))) {
    if (link.code == code && link.emblem) return link.emblem->key.value;
  }
  return std::string();
}

base::Result<> set_emblem(web::View& view, const PlaceLink& link, content::RenderContext& context) {
  view.set("emblem", false);
  if (!link.emblem) return {};
  const content::Picture beside_the_name{link.emblem->key, ""};
  view.set("emblem", TRY(content::picture_view(beside_the_name, {media::Shape::full, "8rem"}, context)));
  return {};
}

}  // namespace smartmove::places
