#include "media/intake.hpp"

#include <fmt/format.h>

#include "media/hash.hpp"
#include "media/image_header.hpp"
#include "media/imaging.hpp"
#include "media/strip.hpp"
#include "media/svg.hpp"

namespace smartmove::media {
namespace {

using base::ErrorKind;

base::Failure refuse(ErrorKind kind, std::string found, std::string expected) {
  base::Error error{kind, fmt::format("The picture cannot be taken in: found {}, expected {}.", found, expected)};
  error.problems.push_back({{}, std::move(found), std::move(expected)});
  return base::fail(std::move(error));
}

/// As refuse(), where something else has said in a sentence what is wrong.
base::Failure refuse(const base::Error& error) {
  if (error.kind != ErrorKind::invalid) return base::fail(error);
  auto told = error;
  told.problems = {{{}, error.message, "a picture that can be shown"}};
  return base::fail(std::move(told));
}

base::Result<> check_pixels(std::uint64_t width, std::uint64_t height, const Limits& limits) {
  constexpr std::uint64_t longest_side = 30'000;
  if (width * height > limits.max_pixels) {
    return refuse(ErrorKind::too_large, fmt::format("{} × {} pixels", width, height),
                  fmt::format("at most {} pixels in all (max-image-pixels)", limits.max_pixels));
  }
  if (width > longest_side || height > longest_side) {
    return refuse(ErrorKind::too_large, fmt::format("{} × {} pixels", width, height),
                  fmt::format("at most {} pixels a side", longest_side));
  }
  return {};
}

base::Result<Original> take_svg(std::string_view bytes) {
  auto clean = clean_svg(bytes);
  if (!clean) return refuse(clean.error());
  Original original;
  original.type = FileType::svg;
  original.bytes = std::move(clean->text);
  original.width = clean->width;
  original.height = clean->height;
  original.alpha = true;
  return original;
}

/// JPEG and PNG whose pixels are right as they lie in the file.
std::optional<std::string> stripped(std::string_view bytes, FileType type) {
  if (type == FileType::jpeg) return strip_jpeg(bytes);
  if (type == FileType::png) return strip_png(bytes);
  return std::nullopt;
}

base::Result<std::string> written_anew(std::string_view bytes, FileType type, FileType as) {
  const auto written = TRY(decode_and_write(bytes, type, as == FileType::png));
  auto bare = stripped(written, as);
  if (!bare) return base::fail(ErrorKind::internal, "The picture could not be written anew.", "libvips' own file");
  return *std::move(bare);
}

base::Result<Original> take_pixels(std::string_view bytes, FileType type, const Limits& limits) {
  const auto said = read_image_size(bytes, type);
  if (!said) {
    return refuse(ErrorKind::invalid, fmt::format("a broken {} file", extension(type)), "one with a whole header");
  }
  TRY(check_pixels(said->width, said->height, limits));
  const auto facts = TRY(inspect(bytes, type));
  TRY(check_pixels(static_cast<std::uint64_t>(facts.width), static_cast<std::uint64_t>(facts.height), limits));

  Original original;
  original.alpha = facts.alpha;
  const bool lossless = type == FileType::png || type == FileType::gif || facts.alpha;
  original.type = lossless ? FileType::png : FileType::jpeg;
  auto bare = facts.plain ? stripped(bytes, type) : std::nullopt;
  original.bytes = bare ? *std::move(bare) : TRY(written_anew(bytes, type, original.type));
  const auto kept = TRY(inspect(original.bytes, original.type));
  original.width = kept.width;
  original.height = kept.height;
  const auto colours = TRY(twelve_colours(original.bytes));
  if (!original.alpha) original.colours = colours;
  return original;
}

}  // namespace

Limits limits_of(const base::Settings& settings) {
  return {static_cast<std::size_t>(settings.integer("max-image-bytes")),
          static_cast<std::size_t>(settings.integer("max-image-pixels"))};
}

base::Result<Original> take_in(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return refuse(ErrorKind::too_large, fmt::format("{} bytes", bytes.size()),
                  fmt::format("at most {} (max-image-bytes)", limits.max_bytes));
  }
  const auto type = sniff(bytes);
  if (!type) return refuse(ErrorKind::invalid, "a file that is no picture", "JPEG, PNG, WebP, AVIF, GIF or SVG");
  auto original = *type == FileType::svg ? take_svg(bytes) : take_pixels(bytes, *type, limits);
  if (!original) return original.error().problems.empty() ? refuse(original.error()) : original;
  original->sha256 = sha256_hex(original->bytes);
  return original;
}

}  // namespace smartmove::media
