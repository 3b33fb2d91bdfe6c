#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "media/file_type.hpp"

namespace smartmove::media {

/// How large a decoded picture would be, as its header says; nothing is decoded. For JPEG before it is turned upright.
struct ImageSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint64_t pixels() const { return static_cast<std::uint64_t>(width) * height; }
};

/// Nothing where the header is cut off, wrong, or says that a side is 0. Of AVIF the largest of the images in it; of
/// GIF the canvas. Not for SVG.
std::optional<ImageSize> read_image_size(std::string_view bytes, FileType type);

}  // namespace smartmove::media
