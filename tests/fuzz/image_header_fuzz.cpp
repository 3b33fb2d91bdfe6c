// links: media
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/file_type.hpp"
#include "media/image_header.hpp"
#include "media/recipe.hpp"
#include "media/strip.hpp"

using namespace smartmove::media;

/// Any bytes as a picture's file: what they are, how large, and what is left without metadata; and as an address's
/// name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto type = sniff(bytes)) {
    const auto found = read_image_size(bytes, *type);
    if (found && (found->width == 0 || found->height == 0)) std::abort();
  }
  for (const auto strip : {strip_jpeg, strip_png}) {
    const auto bare = strip(bytes);
    if (!bare) continue;
    if (bare->size() > size || strip(*bare) != bare) std::abort();
  }
  if (const auto recipe = Recipe::parse(bytes)) {
    if (recipe->name() != bytes) std::abort();
  }
  return 0;
}
