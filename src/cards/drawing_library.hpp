#pragma once

#include <cairo.h>
#include <hb.h>
#include <librsvg/rsvg.h>

#include "base/result.hpp"

namespace smartmove::cards {

/// HarfBuzz, librsvg and cairo, loaded when the first card is drawn, as libvips is for pictures. The functions are the
/// libraries' own, by their names there. Thread-safe.
struct DrawingLibrary {
  decltype(&::hb_blob_create) blob_create;
  decltype(&::hb_blob_destroy) blob_destroy;
  decltype(&::hb_face_create) face_create;
  decltype(&::hb_face_destroy) face_destroy;
  decltype(&::hb_face_get_upem) face_get_upem;
  decltype(&::hb_face_get_glyph_count) face_get_glyph_count;
  decltype(&::hb_font_create) font_create;
  decltype(&::hb_font_make_immutable) font_make_immutable;
  decltype(&::hb_font_destroy) font_destroy;
  decltype(&::hb_font_get_nominal_glyph) font_get_nominal_glyph;
  decltype(&::hb_font_get_glyph_shape) font_get_glyph_shape;
  decltype(&::hb_buffer_create) buffer_create;
  decltype(&::hb_buffer_destroy) buffer_destroy;
  decltype(&::hb_buffer_add_utf8) buffer_add_utf8;
  decltype(&::hb_buffer_set_direction) buffer_set_direction;
  decltype(&::hb_buffer_set_script) buffer_set_script;
  decltype(&::hb_buffer_get_glyph_infos) buffer_get_glyph_infos;
  decltype(&::hb_buffer_get_glyph_positions) buffer_get_glyph_positions;
  decltype(&::hb_shape) shape;
  decltype(&::hb_draw_funcs_create) draw_funcs_create;
  decltype(&::hb_draw_funcs_destroy) draw_funcs_destroy;
  decltype(&::hb_draw_funcs_set_move_to_func) draw_funcs_set_move_to_func;
  decltype(&::hb_draw_funcs_set_line_to_func) draw_funcs_set_line_to_func;
  decltype(&::hb_draw_funcs_set_quadratic_to_func) draw_funcs_set_quadratic_to_func;
  decltype(&::hb_draw_funcs_set_cubic_to_func) draw_funcs_set_cubic_to_func;
  decltype(&::hb_draw_funcs_set_close_path_func) draw_funcs_set_close_path_func;

  decltype(&::rsvg_handle_new_from_data) handle_new_from_data;
  decltype(&::rsvg_handle_render_document) handle_render_document;
  decltype(&::g_object_unref) object_unref;
  decltype(&::g_error_free) error_free;

  decltype(&::cairo_image_surface_create) image_surface_create;
  decltype(&::cairo_surface_destroy) surface_destroy;
  decltype(&::cairo_surface_status) surface_status;
  decltype(&::cairo_surface_write_to_png_stream) surface_write_to_png_stream;
  decltype(&::cairo_create) create;
  decltype(&::cairo_destroy) destroy;
  decltype(&::cairo_status_to_string) status_to_string;
};

/// Loads it the first time. unavailable: it is not installed as this program needs it.
base::Result<const DrawingLibrary*> drawing_library();

}  // namespace smartmove::cards
