#include "content/picture.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.hpp"
#include "media/catalogue_store.hpp"
#include "media/drawing.hpp"
#include "media/picture_server.hpp"

namespace smartmove::content {
namespace {

using media::Media;
using media::Recipe;

/// `/media/…/wide-320….avif 320w, …`
std::string source_set(const Media& picture, media::Shape shape, media::FileType format) {
  const auto focus = shape == media::Shape::full ? media::Focus{} : picture.focus();
  std::string set;
  for (const int width : media::widths_of(media::crop(picture.width, picture.height, shape, focus).width)) {
    if (!set.empty()) set += ", ";
    set += fmt::format("{} {}w", media::rendition_url(picture, Recipe{shape, focus, width, format}), width);
  }
  return set;
}

/// The address that a browser without `srcset` takes: the widest of at most 960.
std::string plain_source(const Media& picture, media::Shape shape, media::FileType format) {
  constexpr int enough = 960;
  const auto focus = shape == media::Shape::full ? media::Focus{} : picture.focus();
  const auto widths = media::widths_of(media::crop(picture.width, picture.height, shape, focus).width);
  int chosen = widths.front();
  for (const int width : widths) {
    if (width <= enough) chosen = width;
  }
  return media::rendition_url(picture, Recipe{shape, focus, chosen, format});
}

/// Four by three coloured fields, as SVG that needs neither script nor style of its own.
std::vector<web::View> fields_of(const std::string& colours) {
  constexpr std::size_t digits = 6;
  std::vector<web::View> fields;
  for (std::size_t i = 0; (i + 1) * digits <= colours.size(); ++i) {
    web::View field;
    field.set("x", std::to_string(i % 4))
        .set("y", std::to_string(i / 4))
        .set("colour", colours.substr(i * digits, digits));
    fields.push_back(std::move(field));
  }
  return fields;
}

void set_sources(web::View& view, const Media& picture, const PicturePlace& place) {
  auto formats = media::formats_of(picture.alpha);
  const auto last = formats.back();
  formats.pop_back();
  std::vector<web::View> sources;
  for (const auto format : formats) {
    web::View source;
    source.set("type", media::content_type(format)).set("srcset", source_set(picture, place.shape, format));
    sources.push_back(std::move(source));
  }
  view.set("sources", std::move(sources))
      .set("srcset", source_set(picture, place.shape, last))
      .set("src", plain_source(picture, place.shape, last));
}

/// Where a drawing's own shape is not that of its place, the focus stays in view.
std::string_view aspect(const Media& picture, media::Shape shape) {
  constexpr std::array<std::array<std::string_view, 3>, 3> slices{
      {{"xMinYMin slice", "xMidYMin slice", "xMaxYMin slice"},
       {"xMinYMid slice", "xMidYMid slice", "xMaxYMid slice"},
       {"xMinYMax slice", "xMidYMax slice", "xMaxYMax slice"}}};
  if (shape == media::Shape::full) return "xMidYMid meet";
  const auto third = [](int hundredths) { return static_cast<std::size_t>(std::clamp(hundredths, 0, 99) / 34); };
  return slices.at(third(picture.focus().y)).at(third(picture.focus().x));
}

/// An element of the page: it takes the colours of the field that it stands in.
web::SafeHtml drawing_html(const Media& picture, const std::string& alt, const PicturePlace& place, media::Area area) {
  const auto label = alt.empty() ? std::string("aria-hidden=\"true\"")
                                 : fmt::format("role=\"img\" aria-label=\"{}\"", base::escape_html(alt));
  const auto attributes = fmt::format(
      "class=\"picture__drawing\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"{}\" focusable=\"false\" {}",
      area.width, area.height, aspect(picture, place.shape), label);
  return web::SafeHtml::trusted(media::with_attributes(picture.drawing, attributes));
}

}  // namespace

base::Result<web::View> picture_view(const Picture& picture, const PicturePlace& place, RenderContext& context) {
  context.tag("media:" + picture.key.value);
  const auto found = TRY(media::CatalogueStore(context.session()).find(picture.key.value));
  if (!found) {
    return base::fail(base::ErrorKind::internal, "This page could not be shown.", "no picture " + picture.key.value);
  }
  const bool vector = found->type == media::FileType::svg;
  const bool drawn = !found->drawing.empty();
  const auto area = media::crop(found->width, found->height, place.shape, found->focus());
  const auto fields = fields_of(found->colours);
  web::View view;
  view.set("alt", picture.alt)
      .set("shape", boost::describe::enum_to_string(place.shape, ""))
      .set("width", std::to_string(area.width))
      .set("height", std::to_string(area.height))
      .set("sizes", place.sizes)
      .set("drawing_html", drawn ? drawing_html(*found, picture.alt, place, area) : web::SafeHtml())
      .set("lazy", !drawn && !context.take_first_picture())
      .set("waiting", !fields.empty())
      .set("fields", fields)
      .set("credit", found->credit)
      .set("licence", found->licence)
      .set("source_url", found->source_url)
      .set("photograph", found->kind == media::MediaKind::photograph);
  if (vector) {
    view.set("src", media::svg_url(*found));
  } else {
    set_sources(view, *found, place);
  }
  return view;
}

base::Result<std::string> drawing_of_picture(const std::string& key, RenderContext& context) {
  if (key.empty()) return std::string();
  context.tag("media:" + key);
  const auto found = TRY(media::CatalogueStore(context.session()).find(key));
  return found ? found->drawing : std::string();
}

std::string first_picture(const Blocks& blocks) {
  for (const auto& block : blocks.list) {
    if (block.type != "picture") continue;
    const auto* picture = block.data.json().as_object().if_contains("picture");
    const auto* key = picture && picture->is_object() ? picture->as_object().if_contains("key") : nullptr;
    if (key && key->is_string()) return std::string(key->as_string());
  }
  return {};
}

}  // namespace smartmove::content

namespace smartmove::base {
namespace {

/// As it lies in JSON.
struct PictureMembers {
  content::PictureRef key;
  std::optional<std::string> alt;
  std::optional<bool> decorative;
};
BOOST_DESCRIBE_STRUCT(PictureMembers, (), (key, alt, decorative))

}  // namespace

void JsonCodec<content::Picture>::read(const boost::json::value& value, JsonReader& reader, content::Picture& out) {
  const auto before = reader.problems().size();
  PictureMembers members;
  read_json(value, reader, members);
  out.key = members.key;
  out.alt = members.alt.value_or("");
  if (reader.problems().size() != before) return;
  const bool decorative = members.decorative.value_or(false);
  if (decorative && !out.alt.empty()) {
    const auto scope = reader.enter("decorative");
    reader.breach("true beside a text", "either a text in \"alt\" or \"decorative\": true");
  } else if (!decorative && out.alt.find_first_not_of(" \t\n") == std::string::npos) {
    const auto scope = reader.enter("alt");
    reader.breach(members.alt ? "an empty text" : "nothing",
                  "what the picture shows, for those who do not see it, or \"decorative\": true");
  }
}

boost::json::value JsonCodec<content::Picture>::write(const content::Picture& picture) {
  boost::json::object object{{"key", picture.key.value}};
  if (picture.alt.empty()) {
    object.emplace("decorative", true);
  } else {
    object.emplace("alt", picture.alt);
  }
  return object;
}

boost::json::object JsonCodec<content::Picture>::schema() {
  boost::json::object schema{
      {"type", "object"},
      {"properties", boost::json::object{{"key", json_schema<content::PictureRef>()},
                                         {"alt", boost::json::object{{"type", "string"}, {"minLength", 1}}},
                                         {"decorative", boost::json::object{{"const", true}}}}},
      {"required", boost::json::array{"key"}},
      {"oneOf", boost::json::array{boost::json::object{{"required", boost::json::array{"alt"}}},
                                   boost::json::object{{"required", boost::json::array{"decorative"}}}}},
      {"additionalProperties", false}};
  return schema;
}

}  // namespace smartmove::base
