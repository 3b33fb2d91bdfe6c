#include "media/image_header.hpp"

#include <algorithm>

#include "media/byte_reader.hpp"

namespace smartmove::media {
namespace {

using std::string_view_literals::operator""sv;

// ITU-T T.81, B.1.1: the frame header is the first SOFn segment.
ImageSize jpeg_size(ByteReader reader) {
  reader.skip(2);
  while (reader.ok()) {
    if (reader.u8() != 0xff) return {};
    std::uint8_t marker = 0xff;
    while (marker == 0xff && reader.ok()) marker = reader.u8();
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;  // no segment follows
    const auto length = reader.big(2);
    if (length < 2) return {};
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (!frame) {
      if (marker == 0xd9 || marker == 0xda) return {};
      reader.skip(length - 2);
      continue;
    }
    reader.skip(1);
    const auto height = reader.big(2);
    const auto width = reader.big(2);
    return {width, height};
  }
  return {};
}

ImageSize png_size(ByteReader reader) {
  reader.skip(8);
  if (reader.big(4) != 13 || reader.take(4) != "IHDR"sv) return {};
  const auto width = reader.big(4);
  const auto height = reader.big(4);
  return {width, height};
}

// RFC 9649.
ImageSize webp_size(ByteReader reader) {
  reader.skip(12);
  const auto chunk = reader.take(4);
  reader.skip(4);
  if (chunk == "VP8 "sv) {
    reader.skip(3);
    if (reader.take(3) != "\x9d\x01\x2a"sv) return {};
    const auto width = reader.little(2) & 0x3fff;
    const auto height = reader.little(2) & 0x3fff;
    return {width, height};
  }
  if (chunk == "VP8L"sv) {
    if (reader.u8() != 0x2f) return {};
    const auto bits = reader.little(4);
    if (!reader.ok()) return {};
    return {(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
  }
  if (chunk == "VP8X"sv) {
    reader.skip(4);
    const auto width = reader.little(3);
    const auto height = reader.little(3);
    if (!reader.ok()) return {};
    return {width + 1, height + 1};
  }
  return {};
}

ImageSize gif_size(ByteReader reader) {
  reader.skip(6);
  const auto width = reader.little(2);
  const auto height = reader.little(2);
  return {width, height};
}

/// The next box of an ISO media file: its kind and what is in it.
struct Box {
  std::string_view kind;
  std::string_view content;
};

std::optional<Box> next_box(ByteReader& reader) {
  if (reader.left() < 8) return std::nullopt;
  std::uint64_t size = reader.big(4);
  const auto kind = reader.take(4);
  std::uint64_t head = 8;
  if (size == 1) {
    const std::uint64_t high = reader.big(4);
    size = high << 32 | reader.big(4);
    head = 16;
  } else if (size == 0) {
    size = head + reader.left();
  }
  if (!reader.ok() || size < head || size - head > reader.left()) return std::nullopt;
  return Box{kind, reader.take(static_cast<std::size_t>(size - head))};
}

std::string_view find_box(std::string_view bytes, std::string_view kind) {
  ByteReader reader(bytes);
  while (const auto box = next_box(reader)) {
    if (box->kind == kind) return box->content;
  }
  return {};
}

// meta / iprp / ipco / ispe (ISO/IEC 23008-12): a size for each image, tile and thumbnail.
ImageSize avif_size(std::string_view bytes) {
  auto meta = find_box(bytes, "meta");
  meta.remove_prefix(std::min<std::size_t>(4, meta.size()));  // version and flags
  ByteReader properties(find_box(find_box(meta, "iprp"), "ipco"));
  ImageSize largest;
  while (const auto box = next_box(properties)) {
    if (box->kind != "ispe") continue;
    ByteReader reader(box->content);
    reader.skip(4);
    const auto width = reader.big(4);
    const auto height = reader.big(4);
    const ImageSize size{width, height};
    if (reader.ok() && size.pixels() > largest.pixels()) largest = size;
  }
  return largest;
}

ImageSize size_of(std::string_view bytes, FileType type) {
  switch (type) {
    case FileType::jpeg: return jpeg_size(ByteReader(bytes));
    case FileType::png: return png_size(ByteReader(bytes));
    case FileType::webp: return webp_size(ByteReader(bytes));
    case FileType::gif: return gif_size(ByteReader(bytes));
    case FileType::avif: return avif_size(bytes);
    case FileType::svg: break;
  }
  return {};
}

}  // namespace

std::optional<ImageSize> read_image_size(std::string_view bytes, FileType type) {
  const auto size = size_of(bytes, type);
  if (size.width == 0 || size.height == 0) return std::nullopt;
  return size;
}

}  // namespace smartmove::media
