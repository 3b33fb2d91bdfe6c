#pragma once

#include <memory>

#include "content/pack_part.hpp"
#include "media/intake.hpp"
#include "media/media_store.hpp"

namespace smartmove::content {

/// `media/KEY.json` of a content pack, and the picture that lies beside each. `store` must outlive it.
std::shared_ptr<const PackPart> pack_media(media::MediaStore& store, const media::Limits& limits);

}  // namespace smartmove::content
