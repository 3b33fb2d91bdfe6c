#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"
#include "content/block.hpp"
#include "content/reference.hpp"
#include "content/render_context.hpp"
#include "media/recipe.hpp"
#include "web/view.hpp"

namespace smartmove::content {

using PictureRef = Ref<"picture">;  ///< a picture's key: `media/KEY.json` of a pack

/// A picture in a body: which one, and what it says to somebody who does not see it. Exactly one of the two:
/// `{"key": "torget", "alt": "Market day on the square"}` or `{"key": "torget", "decorative": true}`.
struct Picture {
  PictureRef key;
  std::string alt;  ///< in the body's language; empty: decorative
};

/// How large a picture is shown, so that browsers fetch no more than they need; in the words of HTML's `sizes`.
struct PicturePlace {
  media::Shape shape = media::Shape::full;
  std::string sizes = "100vw";
};

/// What the template content/picture_element shows, with credit and licence beside it. Notes the picture as used. The
/// first picture of a page is fetched at once, the others when they come near.
base::Result<web::View> picture_view(const Picture& picture, const PicturePlace& place, RenderContext& context);

/// The picture as an `<svg>` of its own (media::drawing_of()); empty where it is no such drawing. Noted as used.
base::Result<std::string> drawing_of_picture(const std::string& key, RenderContext& context);

/// The key of the first picture among blocks, or nothing.
std::string first_picture(const Blocks& blocks);

}  // namespace smartmove::content

namespace smartmove::base {

template <>
struct JsonCodec<content::Picture> {
  static void read(const boost::json::value& value, JsonReader& reader, content::Picture& out);
  static boost::json::value write(const content::Picture& picture);
  static boost::json::object schema();
};

}  // namespace smartmove::base
