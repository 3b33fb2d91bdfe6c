#include "media/vips_library.hpp"

#include <algorithm>
#include <atomic>

#include "base/loaded_library.hpp"
#include "base/log.hpp"

namespace smartmove::media {
namespace {

base::Failure cannot_load(std::string cause) {
  return base::fail(base::ErrorKind::unavailable,
                    "Pictures cannot be worked on, because libvips cannot be loaded: install Debian's libvips42.",
                    std::move(cause));
}

void find_functions(base::LoadedLibrary& symbols, VipsLibrary& v) {
  symbols.find(v.init, "vips_init");
  symbols.find(v.concurrency_set, "vips_concurrency_set");
  symbols.find(v.cache_set_max, "vips_cache_set_max");
  symbols.find(v.block_untrusted_set, "vips_block_untrusted_set");
  symbols.find(v.error_buffer_copy, "vips_error_buffer_copy");
  symbols.find(v.thread_shutdown, "vips_thread_shutdown");
  symbols.find(v.object_unref, "g_object_unref");
  symbols.find(v.free, "g_free");
  symbols.find(v.log_set_handler, "g_log_set_handler");
  symbols.find(v.jpegload_buffer, "vips_jpegload_buffer");
  symbols.find(v.pngload_buffer, "vips_pngload_buffer");
  symbols.find(v.webpload_buffer, "vips_webpload_buffer");
  symbols.find(v.gifload_buffer, "vips_gifload_buffer");
  symbols.find(v.heifload_buffer, "vips_heifload_buffer");
  symbols.find(v.thumbnail_buffer, "vips_thumbnail_buffer");
  symbols.find(v.thumbnail_image, "vips_thumbnail_image");
  symbols.find(v.get_width, "vips_image_get_width");
  symbols.find(v.get_height, "vips_image_get_height");
  symbols.find(v.get_bands, "vips_image_get_bands");
  symbols.find(v.get_format, "vips_image_get_format");
  symbols.find(v.get_interpretation, "vips_image_get_interpretation");
  symbols.find(v.get_orientation, "vips_image_get_orientation");
  symbols.find(v.get_typeof, "vips_image_get_typeof");
  symbols.find(v.hasalpha, "vips_image_hasalpha");
  symbols.find(v.copy_memory, "vips_image_copy_memory");
  symbols.find(v.write_to_memory, "vips_image_write_to_memory");
  symbols.find(v.autorot, "vips_autorot");
  symbols.find(v.icc_transform, "vips_icc_transform");
  symbols.find(v.colourspace, "vips_colourspace");
  symbols.find(v.cast, "vips_cast");
  symbols.find(v.extract_area, "vips_extract_area");
  symbols.find(v.flatten, "vips_flatten");
  symbols.find(v.jpegsave_buffer, "vips_jpegsave_buffer");
  symbols.find(v.pngsave_buffer, "vips_pngsave_buffer");
  symbols.find(v.webpsave_buffer, "vips_webpsave_buffer");
  symbols.find(v.heifsave_buffer, "vips_heifsave_buffer");
}

/// What libvips would print: remarks about somebody's file, of which nobody needs to know.
void note_words(const gchar*, GLogLevelFlags, const gchar* words, gpointer) {
  base::log(spdlog::level::debug, "vips", {{"words", words}});
}

std::atomic<const VipsLibrary*> ready = nullptr;

base::Result<const VipsLibrary*> load() {
  base::LoadedLibrary opened("libvips.so.42");
  static VipsLibrary library;
  find_functions(opened, library);
  if (!opened.missing().empty()) return cannot_load(opened.missing());
  library.log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO), note_words,
                          nullptr);
  if (library.init("smartmove") != 0) return cannot_load(vips_words(library));
  library.block_untrusted_set(TRUE);  // of hundred formats only those that libvips calls safe for strangers' bytes
  library.cache_set_max(0);           // every picture is worked on once
  library.concurrency_set(1);         // as many at once as the pool has threads
  ready = &library;
  return &library;
}

}  // namespace

base::Result<const VipsLibrary*> vips_library() {
  static const auto loaded = load();
  return loaded;
}

const VipsLibrary* loaded_vips_library() { return ready; }

std::string vips_words(const VipsLibrary& library) {
  char* buffer = library.error_buffer_copy();  // which also clears it
  std::string words(buffer);
  library.free(buffer);
  std::replace(words.begin(), words.end(), '\n', ' ');
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace smartmove::media
