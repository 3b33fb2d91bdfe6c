#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smartmove::media {

/// The same picture, bit for bit, with nothing but what its pixels need: Exif, GPS, XMP, comments, embedded thumbnails,
/// colour profiles and whatever was hung on behind its end are left out. Stripping twice is stripping once. Nothing
/// where the file is cut off or not built as it should be.
std::optional<std::string> strip_jpeg(std::string_view bytes);
std::optional<std::string> strip_png(std::string_view bytes);

}  // namespace smartmove::media
