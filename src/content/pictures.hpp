#pragma once

#include "content/registry.hpp"
#include "media/intake.hpp"
#include "media/media_store.hpp"

namespace smartmove::content {

/// The block `picture`, references to pictures, and `media/` of content packs. `store` must outlive what it is given
/// to.
Contribution pictures(media::MediaStore& store, const media::Limits& limits);

}  // namespace smartmove::content
