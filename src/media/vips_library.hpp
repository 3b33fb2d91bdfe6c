#pragma once

#include <memory>
#include <string>
#include <vips/vips.h>

#include "base/result.hpp"

namespace smartmove::media {

/// libvips and the hundred libraries that it brings, loaded when a picture is first worked on: a server that only hands
/// out pages has none of it in memory. The functions are libvips' own, by their names there. Thread-safe.
struct VipsLibrary {
  decltype(&::vips_init) init;
  decltype(&::vips_concurrency_set) concurrency_set;
  decltype(&::vips_cache_set_max) cache_set_max;
  decltype(&::vips_block_untrusted_set) block_untrusted_set;
  decltype(&::vips_error_buffer_copy) error_buffer_copy;
  decltype(&::vips_thread_shutdown) thread_shutdown;
  decltype(&::g_object_unref) object_unref;
  decltype(&::g_free) free;
  decltype(&::g_log_set_handler) log_set_handler;

  decltype(&::vips_jpegload_buffer) jpegload_buffer;
  decltype(&::vips_pngload_buffer) pngload_buffer;
  decltype(&::vips_webpload_buffer) webpload_buffer;
  decltype(&::vips_gifload_buffer) gifload_buffer;
  decltype(&::vips_heifload_buffer) heifload_buffer;
  decltype(&::vips_thumbnail_buffer) thumbnail_buffer;
  decltype(&::vips_thumbnail_image) thumbnail_image;

  decltype(&::vips_image_get_width) get_width;
  decltype(&::vips_image_get_height) get_height;
  decltype(&::vips_image_get_bands) get_bands;
  decltype(&::vips_image_get_format) get_format;
  decltype(&::vips_image_get_interpretation) get_interpretation;
  decltype(&::vips_image_get_orientation) get_orientation;
  decltype(&::vips_image_get_typeof) get_typeof;
  decltype(&::vips_image_hasalpha) hasalpha;
  decltype(&::vips_image_copy_memory) copy_memory;
  decltype(&::vips_image_write_to_memory) write_to_memory;

  decltype(&::vips_autorot) autorot;
  decltype(&::vips_icc_transform) icc_transform;
  decltype(&::vips_colourspace) colourspace;
  decltype(&::vips_cast) cast;
  decltype(&::vips_extract_area) extract_area;
  decltype(&::vips_flatten) flatten;

  decltype(&::vips_jpegsave_buffer) jpegsave_buffer;
  decltype(&::vips_pngsave_buffer) pngsave_buffer;
  decltype(&::vips_webpsave_buffer) webpsave_buffer;
  decltype(&::vips_heifsave_buffer) heifsave_buffer;
};

/// Loads it the first time. unavailable: it is not installed as this program needs it.
base::Result<const VipsLibrary*> vips_library();

/// The library if it has been loaded, else nothing.
const VipsLibrary* loaded_vips_library();

/// A libvips image and its reference.
class VipsRef {
 public:
  VipsRef(const VipsLibrary& library, VipsImage* image) : image_(image, Unref{&library}) {}
  VipsImage* get() const { return image_.get(); }

 private:
  struct Unref {
    const VipsLibrary* library;
    void operator()(VipsImage* image) const { library->object_unref(image); }
  };
  std::unique_ptr<VipsImage, Unref> image_;
};

/// What libvips said last on this thread, as one line; forgets it.
std::string vips_words(const VipsLibrary& library);

}  // namespace smartmove::media
