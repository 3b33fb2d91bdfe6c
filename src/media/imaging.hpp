#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/file_type.hpp"
#include "media/recipe.hpp"

/// What libvips does for us. Everything here takes bytes and gives bytes, on the calling thread, and may take long.
namespace smartmove::media {

/// What decoding a file would give.
struct ImageFacts {
  int width = 0;   ///< as it lies in the file
  int height = 0;  ///< as it lies in the file
  bool alpha = false;
  bool plain = false;  ///< upright, eight bits, grey or RGB, without a colour profile of its own
};

/// Reads the header only. invalid: libvips cannot make sense of it.
base::Result<ImageFacts> inspect(std::string_view bytes, FileType type);

/// Decodes the first frame, turns it upright, brings it into sRGB with eight bits and writes it as JPEG, or as PNG if
/// `lossless`. invalid: damaged or cut off.
base::Result<std::string> decode_and_write(std::string_view bytes, FileType type, bool lossless);

/// The average colours of twelve fields, four across and three down, as 72 hexadecimal digits. Decodes all of the
/// file, so that it also finds what is damaged or cut off (invalid).
base::Result<std::string> twelve_colours(std::string_view bytes);

/// Every rendition that is asked for, in that order; decodes once a crop. `bytes` is an original as intake leaves it.
base::Result<std::vector<std::string>> render(std::string_view bytes, FileType type,
                                              const std::vector<Recipe>& recipes);

/// For threads that end: libvips keeps buffers a thread. Does nothing where it was never used.
void forget_thread();

}  // namespace smartmove::media
