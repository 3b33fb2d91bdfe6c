#include "content/pictures.hpp"

#include "content/pack_media.hpp"
#include "content/picture.hpp"
#include "media/catalogue_store.hpp"

namespace smartmove::content {
namespace {

struct PictureBlock {
  Picture picture;
  std::optional<media::Shape> shape;
  std::optional<std::string> caption;
};
BOOST_DESCRIBE_STRUCT(PictureBlock, (), (picture, shape, caption))

base::Result<web::View> picture_block_view(const PictureBlock& block, RenderContext& context) {
  const PicturePlace place{block.shape.value_or(media::Shape::full), "(min-width: 72rem) 68rem, 92vw"};
  auto picture = TRY(picture_view(block.picture, place, context));
  picture.set("caption", block.caption.value_or(""));
  web::View view;
  view.set("picture", std::move(picture));
  return view;
}

}  // namespace

Contribution pictures(media::MediaStore& store, const media::Limits& limits) {
  Contribution made;
  made.block_types = {block_type<PictureBlock>("picture", "content/picture", picture_block_view)};
  made.references["picture"] = [](storage::Session& session, const std::string& key) -> base::Result<bool> {
    return TRY(media::CatalogueStore(session).find(key)).has_value();
  };
  made.pack_parts = {pack_media(store, limits)};
  return made;
}

}  // namespace smartmove::content
