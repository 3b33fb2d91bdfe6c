#pragma once

#include <memory>

#include "base/settings.hpp"
#include "media/media_store.hpp"

namespace smartmove::media {

/// The store that the settings name: a folder `media` in the data directory, or `s3://bucket/prefix`. Does not look
/// whether it is there. invalid: names the setting that is wrong or missing.
base::Result<std::unique_ptr<MediaStore>> open_store(const base::Settings& settings);

}  // namespace smartmove::media
