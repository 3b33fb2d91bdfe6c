#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string_view>

namespace smartmove::media {

/// What a picture can come in as, and go out as.
enum class FileType { jpeg, png, webp, avif, gif, svg };
BOOST_DESCRIBE_ENUM(FileType, jpeg, png, webp, avif, gif, svg)

/// By what the file holds, never by its name. Nothing for anything else.
std::optional<FileType> sniff(std::string_view bytes);

std::string_view content_type(FileType type);  ///< `image/jpeg`
std::string_view extension(FileType type);     ///< `jpg`
std::optional<FileType> type_of_extension(std::string_view extension);

}  // namespace smartmove::media
