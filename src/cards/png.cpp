#include "cards/png.hpp"

#include <memory>

#include "cards/drawing_library.hpp"

namespace smartmove::cards {
namespace {

base::Failure not_drawn(std::string cause) {
  return base::fail(base::ErrorKind::internal, "The card could not be drawn.", std::move(cause));
}

base::Failure not_drawn(const DrawingLibrary& d, GError* error) {
  auto failure = not_drawn(error == nullptr ? "librsvg gave no reason" : error->message);
  if (error != nullptr) d.error_free(error);
  return failure;
}

/// For unique_ptr: one of the libraries' own functions ends the thing.
template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

base::Result<> draw(const DrawingLibrary& d, std::string_view svg, cairo_surface_t* surface, int width, int height) {
  GError* error = nullptr;
  auto* handle = d.handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error);
  if (handle == nullptr) return not_drawn(d, error);
  const std::unique_ptr<RsvgHandle, decltype(d.object_unref)> owned(handle, d.object_unref);
  const Owned<cairo_t> canvas(d.create(surface), d.destroy);
  const RsvgRectangle whole{0, 0, static_cast<double>(width), static_cast<double>(height)};
  if (!d.handle_render_document(handle, canvas.get(), &whole, &error)) return not_drawn(d, error);
  return {};
}

}  // namespace

base::Result<std::string> png_of(std::string_view svg, int width, int height) {
  const auto& d = *TRY(drawing_library());
  const Owned<cairo_surface_t> surface(d.image_surface_create(CAIRO_FORMAT_RGB24, width, height), d.surface_destroy);
  TRY(draw(d, svg, surface.get(), width, height));
  std::string bytes;
  const auto status = d.surface_write_to_png_stream(surface.get(), append, &bytes);
  if (status != CAIRO_STATUS_SUCCESS) return not_drawn(d.status_to_string(status));
  return bytes;
}

}  // namespace smartmove::cards
