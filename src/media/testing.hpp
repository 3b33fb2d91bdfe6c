#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <zlib.h>

#include "media/imaging.hpp"
#include "storage/testing.hpp"

/// Pictures made on the spot, for tests.
namespace smartmove::media::testing {

using storage::testing::must;

inline std::string big_endian(std::uint32_t value, int bytes = 4) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
  return out;
}

inline std::string png_chunk(const std::string& kind, const std::string& content) {
  const auto summed = kind + content;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(summed.data()), static_cast<uInt>(summed.size()));
  return big_endian(static_cast<std::uint32_t>(content.size())) + summed + big_endian(static_cast<std::uint32_t>(sum));
}

/// Red grows to the right, green downwards; blue is 128, and half seen through if `alpha`.
inline std::string png(int width, int height, bool alpha = false) {
  std::string rows;
  for (int y = 0; y < height; ++y) {
    rows += '\0';
    for (int x = 0; x < width; ++x) {
      rows += static_cast<char>(255 * x / width);
      rows += static_cast<char>(255 * y / height);
      rows += '\x80';
      if (alpha) rows += '\x80';
    }
  }
  auto packed_size = compressBound(static_cast<uLong>(rows.size()));
  std::string packed(packed_size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &packed_size, reinterpret_cast<const Bytef*>(rows.data()),
           static_cast<uLong>(rows.size()));
  packed.resize(packed_size);
  const std::string kind(alpha ? "\x08\x06\0\0\0" : "\x08\x02\0\0\0", 5);
  return "\x89PNG\r\n\x1a\n" +
         png_chunk("IHDR", big_endian(static_cast<std::uint32_t>(width)) +
                               big_endian(static_cast<std::uint32_t>(height)) + kind) +
         png_chunk("IDAT", packed) + png_chunk("IEND", "");
}

/// The same as JPEG, as libvips writes it.
inline std::string jpeg(int width, int height) {
  return must(decode_and_write(png(width, height), FileType::png, false));
}

/// The same in another format.
inline std::string in_format(int width, int height, FileType format, bool alpha = false) {
  return must(render(png(width, height, alpha), FileType::png, {{Shape::full, {}, width, format}})).front();
}

/// A JPEG with one more segment at its start.
inline std::string with_segment(const std::string& jpeg, char marker, const std::string& content) {
  return jpeg.substr(0, 2) + "\xff" + marker + big_endian(static_cast<std::uint32_t>(content.size()) + 2, 2) + content +
         jpeg.substr(2);
}

/// What a telephone writes into APP1: how it was held, and a word that must not get out.
inline std::string exif(int orientation) {
  return std::string("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25) +
         std::string(1, static_cast<char>(orientation)) + std::string("\0\0\0\0\0\0", 6) + "GPS 59.2741 15.2066";
}

}  // namespace smartmove::media::testing
