#include "media/imaging.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "media/vips_library.hpp"

namespace smartmove::media {
namespace {

using Library = const VipsLibrary&;

// The end of a libvips call's list of options.
constexpr void* end_of_options = nullptr;

base::Failure damaged(Library v) {
  return base::fail(base::ErrorKind::invalid,
                    "The picture is damaged or cut off: export it again from where it came from.", vips_words(v));
}

/// The reference that a libvips operation gave, or what was wrong.
base::Result<VipsRef> checked(Library v, int failed, VipsImage* image) {
  if (failed != 0) return damaged(v);
  return VipsRef(v, image);
}

base::Result<VipsRef> load(Library v, std::string_view bytes, FileType type) {
  // libvips takes what it reads without const; it does not write to it.
  auto* data = const_cast<char*>(bytes.data());
  const auto size = bytes.size();
  VipsImage* image = nullptr;
  int failed = -1;
  const auto by = [&](auto loader) {
    failed = loader(data, size, &image, "fail_on", VIPS_FAIL_ON_ERROR, end_of_options);
  };
  switch (type) {
    case FileType::jpeg: by(v.jpegload_buffer); break;
    case FileType::png: by(v.pngload_buffer); break;
    case FileType::webp: by(v.webpload_buffer); break;
    case FileType::gif: by(v.gifload_buffer); break;
    case FileType::avif: by(v.heifload_buffer); break;
    case FileType::svg: break;
  }
  return checked(v, failed, image);
}

bool has_profile(Library v, VipsImage* image) { return v.get_typeof(image, VIPS_META_ICC_NAME) != 0; }

bool is_plain(Library v, VipsImage* image) {
  const auto colours = v.get_interpretation(image);
  return v.get_orientation(image) <= 1 && v.get_format(image) == VIPS_FORMAT_UCHAR && !has_profile(v, image) &&
         (colours == VIPS_INTERPRETATION_sRGB || colours == VIPS_INTERPRETATION_B_W);
}

base::Result<VipsRef> to_srgb(Library v, const VipsRef& image) {
  VipsImage* out = nullptr;
  if (has_profile(v, image.get()) &&
      v.icc_transform(image.get(), &out, "srgb", "embedded", TRUE, "depth", 8, end_of_options) == 0) {
    return VipsRef(v, out);
  }
  vips_words(v);  // a profile that cannot be used is passed over
  const int failed = v.colourspace(image.get(), &out, VIPS_INTERPRETATION_sRGB, end_of_options);
  return checked(v, failed, out);
}

std::string taken(Library v, void* buffer, std::size_t size) {
  std::string bytes(static_cast<const char*>(buffer), size);
  v.free(buffer);
  return bytes;
}

struct Buffer {
  void* data = nullptr;
  std::size_t size = 0;
};

base::Result<std::string> checked(Library v, int failed, const Buffer& buffer) {
  if (failed != 0) return damaged(v);
  return taken(v, buffer.data, buffer.size);
}

base::Result<std::string> write_png(Library v, VipsImage* image) {
  Buffer out;
  const int failed = v.pngsave_buffer(image, &out.data, &out.size, "strip", TRUE, "compression", 9, end_of_options);
  return checked(v, failed, out);
}

// Qualities by eye on photographs of towns and people: where the next step up is no longer seen at the size it is
// shown.
constexpr int jpeg_quality = 78;
constexpr int webp_quality = 76;
constexpr int avif_quality = 54;
constexpr int avif_effort = 2;  // a fifth of the time of 4 for some per cent more bytes
constexpr int master_quality = 92;

base::Result<std::string> write(Library v, VipsImage* image, FileType format) {
  Buffer out;
  int failed = -1;
  switch (format) {
    case FileType::jpeg:
      failed = v.jpegsave_buffer(image, &out.data, &out.size, "Q", jpeg_quality, "optimize_coding", TRUE, "interlace",
                                 TRUE, "strip", TRUE, end_of_options);
      break;
    case FileType::webp:
      failed = v.webpsave_buffer(image, &out.data, &out.size, "Q", webp_quality, "strip", TRUE, end_of_options);
      break;
    case FileType::avif:
      failed = v.heifsave_buffer(image, &out.data, &out.size, "Q", avif_quality, "compression",
                                 VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", avif_effort, "bitdepth", 8, "strip", TRUE,
                                 end_of_options);
      break;
    case FileType::png: return write_png(v, image);
    case FileType::gif:
    case FileType::svg: break;
  }
  return checked(v, failed, out);
}

/// A crop at some width, all in memory.
base::Result<VipsRef> scaled_crop(Library v, std::string_view bytes, const Area& area, int full_width, int width) {
  // The whole is loaded at the size where the crop is as wide as wanted: JPEG then decodes only what that needs.
  const int scaled_width = static_cast<int>(std::lround(static_cast<double>(width) * full_width / area.width));
  VipsImage* scaled = nullptr;
  const int failed =
      v.thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &scaled, scaled_width, "height", VIPS_MAX_COORD,
                         "no_rotate", TRUE, "fail_on", VIPS_FAIL_ON_ERROR, end_of_options);
  const auto whole = TRY(checked(v, failed, scaled));
  const double scale = static_cast<double>(v.get_width(whole.get())) / full_width;
  const int height = std::clamp(static_cast<int>(std::lround(area.height * scale)), 1, v.get_height(whole.get()));
  const int cropped_width = std::min(width, v.get_width(whole.get()));
  const auto within = [&](int begin, int length, int all) {
    return std::clamp(static_cast<int>(std::lround(begin * scale)), 0, all - length);
  };
  VipsImage* cropped = nullptr;
  const int not_cropped =
      v.extract_area(whole.get(), &cropped, within(area.left, cropped_width, v.get_width(whole.get())),
                     within(area.top, height, v.get_height(whole.get())), cropped_width, height, end_of_options);
  const auto part = TRY(checked(v, not_cropped, cropped));
  auto* in_memory = v.copy_memory(part.get());
  return checked(v, in_memory == nullptr ? -1 : 0, in_memory);
}

/// The renditions of one crop: `wanted` are indices into `recipes`, the widest first.
base::Result<> render_crop(Library v, std::string_view bytes, const ImageFacts& facts,
                           const std::vector<Recipe>& recipes, const std::vector<std::size_t>& wanted,
                           std::vector<std::string>& out) {
  const auto& first = recipes[wanted.front()];
  const auto area = crop(facts.width, facts.height, first.shape, first.focus);
  auto image = TRY(scaled_crop(v, bytes, area, facts.width, first.width));
  int width = first.width;
  for (const auto index : wanted) {
    const auto& recipe = recipes[index];
    if (recipe.width != width) {
      VipsImage* smaller = nullptr;
      const int failed = v.thumbnail_image(image.get(), &smaller, recipe.width, "height", VIPS_MAX_COORD, "no_rotate",
                                           TRUE, end_of_options);
      const auto lazy = TRY(checked(v, failed, smaller));
      auto* in_memory = v.copy_memory(lazy.get());
      image = TRY(checked(v, in_memory == nullptr ? -1 : 0, in_memory));
      width = recipe.width;
    }
    out[index] = TRY(write(v, image.get(), recipe.format));
  }
  return {};
}

}  // namespace

base::Result<ImageFacts> inspect(std::string_view bytes, FileType type) {
  const auto& v = *TRY(vips_library());
  const auto image = TRY(load(v, bytes, type));
  return ImageFacts{v.get_width(image.get()), v.get_height(image.get()), v.hasalpha(image.get()) != 0,
                    is_plain(v, image.get())};
}

base::Result<std::string> decode_and_write(std::string_view bytes, FileType type, bool lossless) {
  const auto& v = *TRY(vips_library());
  const auto image = TRY(load(v, bytes, type));
  VipsImage* turned = nullptr;
  const int failed = v.autorot(image.get(), &turned, end_of_options);
  const auto upright = TRY(checked(v, failed, turned));
  const auto coloured = TRY(to_srgb(v, upright));
  VipsImage* cast = nullptr;
  const int not_cast = v.cast(coloured.get(), &cast, VIPS_FORMAT_UCHAR, "shift",
                              v.get_format(coloured.get()) == VIPS_FORMAT_USHORT, end_of_options);
  const auto eight_bits = TRY(checked(v, not_cast, cast));
  if (lossless) return write_png(v, eight_bits.get());
  Buffer out;
  const int not_written = v.jpegsave_buffer(eight_bits.get(), &out.data, &out.size, "Q", master_quality,
                                            "optimize_coding", TRUE, "strip", TRUE, end_of_options);
  return checked(v, not_written, out);
}

base::Result<std::string> twelve_colours(std::string_view bytes) {
  const auto& v = *TRY(vips_library());
  VipsImage* scaled = nullptr;
  const int failed =
      v.thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &scaled, 4, "height", 3, "size",
                         VIPS_SIZE_FORCE, "no_rotate", TRUE, "fail_on", VIPS_FAIL_ON_ERROR, end_of_options);
  const auto fields = TRY(checked(v, failed, scaled));
  const auto coloured = TRY(to_srgb(v, fields));
  std::size_t size = 0;
  void* memory = v.write_to_memory(coloured.get(), &size);
  if (memory == nullptr) return damaged(v);
  const auto values = taken(v, memory, size);
  const auto bands = static_cast<std::size_t>(v.get_bands(coloured.get()));
  std::string digits;
  for (std::size_t field = 0; field < 12; ++field) {
    for (std::size_t band = 0; band < 3; ++band) {
      digits += fmt::format("{:02x}", static_cast<unsigned char>(values.at(field * bands + band)));
    }
  }
  return digits;
}

base::Result<std::vector<std::string>> render(std::string_view bytes, FileType type,
                                              const std::vector<Recipe>& recipes) {
  const auto& v = *TRY(vips_library());
  const auto facts = TRY(inspect(bytes, type));
  std::vector<std::size_t> rest(recipes.size());
  for (std::size_t i = 0; i < rest.size(); ++i) rest[i] = i;
  std::stable_sort(rest.begin(), rest.end(), [&](auto a, auto b) { return recipes[a].width > recipes[b].width; });
  std::vector<std::string> out(recipes.size());
  while (!rest.empty()) {
    const auto& first = recipes[rest.front()];
    std::vector<std::size_t> wanted;
    std::vector<std::size_t> others;
    for (const auto index : rest) {
      const bool same = recipes[index].shape == first.shape && recipes[index].focus == first.focus;
      (same ? wanted : others).push_back(index);
    }
    TRY(render_crop(v, bytes, facts, recipes, wanted, out));
    rest = std::move(others);
  }
  return out;
}

void forget_thread() {
  if (const auto* loaded = loaded_vips_library()) loaded->thread_shutdown();
}

}  // namespace smartmove::media
