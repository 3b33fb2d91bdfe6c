#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/settings.hpp"
#include "media/file_type.hpp"

namespace smartmove::media {

/// The most that is taken in. Of pixels a file's header is asked before anything is decoded.
struct Limits {
  std::size_t max_bytes = 20u << 20;
  std::size_t max_pixels = 50'000'000;
};
Limits limits_of(const base::Settings& settings);

/// A picture as it is kept: upright, sRGB, eight bits, JPEG, PNG or SVG, with nothing in it but what is seen.
struct Original {
  FileType type = FileType::jpeg;
  std::string bytes;
  std::string sha256;  ///< of the bytes, hexadecimal
  int width = 0;
  int height = 0;
  bool alpha = false;
  std::string colours;  ///< twelve colours to show before the picture is there; empty where one sees through it
};

/// Takes in JPEG, PNG, WebP, AVIF, GIF (the first frame) or SVG, whatever its name says. What can stay as it is stays,
/// bit for bit, without its metadata; what is turned, has another colour space or another format is decoded and written
/// anew. Taking in what is kept gives the same bytes.
/// invalid, too_large: the Error holds one Problem, `found` and `expected`, and no place.
base::Result<Original> take_in(std::string_view bytes, const Limits& limits);

}  // namespace smartmove::media
