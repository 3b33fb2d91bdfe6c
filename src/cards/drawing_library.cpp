#include "cards/drawing_library.hpp"

#include "base/loaded_library.hpp"

namespace smartmove::cards {
namespace {

base::Failure cannot_load(std::string cause) {
  return base::fail(
      base::ErrorKind::unavailable,
      "Cards cannot be drawn, because a library is not there: install Debian's librsvg2-2 and libharfbuzz0b.",
      std::move(cause));
}

void find_harfbuzz(base::LoadedLibrary& symbols, DrawingLibrary& d) {
  symbols.find(d.blob_create, "hb_blob_create");
  symbols.find(d.blob_destroy, "hb_blob_destroy");
  symbols.find(d.face_create, "hb_face_create");
  symbols.find(d.face_destroy, "hb_face_destroy");
  symbols.find(d.face_get_upem, "hb_face_get_upem");
  symbols.find(d.face_get_glyph_count, "hb_face_get_glyph_count");
  symbols.find(d.font_create, "hb_font_create");
  symbols.find(d.font_make_immutable, "hb_font_make_immutable");
  symbols.find(d.font_destroy, "hb_font_destroy");
  symbols.find(d.font_get_nominal_glyph, "hb_font_get_nominal_glyph");
  symbols.find(d.font_get_glyph_shape, "hb_font_get_glyph_shape");
  symbols.find(d.buffer_create, "hb_buffer_create");
  symbols.find(d.buffer_destroy, "hb_buffer_destroy");
  symbols.find(d.buffer_add_utf8, "hb_buffer_add_utf8");
  symbols.find(d.buffer_set_direction, "hb_buffer_set_direction");
  symbols.find(d.buffer_set_script, "hb_buffer_set_script");
  symbols.find(d.buffer_get_glyph_infos, "hb_buffer_get_glyph_infos");
  symbols.find(d.buffer_get_glyph_positions, "hb_buffer_get_glyph_positions");
  symbols.find(d.shape, "hb_shape");
  symbols.find(d.draw_funcs_create, "hb_draw_funcs_create");
  symbols.find(d.draw_funcs_destroy, "hb_draw_funcs_destroy");
  symbols.find(d.draw_funcs_set_move_to_func, "hb_draw_funcs_set_move_to_func");
  symbols.find(d.draw_funcs_set_line_to_func, "hb_draw_funcs_set_line_to_func");
  symbols.find(d.draw_funcs_set_quadratic_to_func, "hb_draw_funcs_set_quadratic_to_func");
  symbols.find(d.draw_funcs_set_cubic_to_func, "hb_draw_funcs_set_cubic_to_func");
  symbols.find(d.draw_funcs_set_close_path_func, "hb_draw_funcs_set_close_path_func");
}

// What librsvg stands on is found through it.
void find_librsvg(base::LoadedLibrary& symbols, DrawingLibrary& d) {
  symbols.find(d.handle_new_from_data, "rsvg_handle_new_from_data");
  symbols.find(d.handle_render_document, "rsvg_handle_render_document");
  symbols.find(d.object_unref, "g_object_unref");
  symbols.find(d.error_free, "g_error_free");
  symbols.find(d.image_surface_create, "cairo_image_surface_create");
  symbols.find(d.surface_destroy, "cairo_surface_destroy");
  symbols.find(d.surface_status, "cairo_surface_status");
  symbols.find(d.surface_write_to_png_stream, "cairo_surface_write_to_png_stream");
  symbols.find(d.create, "cairo_create");
  symbols.find(d.destroy, "cairo_destroy");
  symbols.find(d.status_to_string, "cairo_status_to_string");
}

base::Result<const DrawingLibrary*> load() {
  static DrawingLibrary library;
  base::LoadedLibrary harfbuzz("libharfbuzz.so.0");
  find_harfbuzz(harfbuzz, library);
  if (!harfbuzz.missing().empty()) return cannot_load(harfbuzz.missing());
  base::LoadedLibrary librsvg("librsvg-2.so.2");
  find_librsvg(librsvg, library);
  if (!librsvg.missing().empty()) return cannot_load(librsvg.missing());
  return &library;
}

}  // namespace

base::Result<const DrawingLibrary*> drawing_library() {
  static const auto loaded = load();
  return loaded;
}

}  // namespace smartmove::cards
