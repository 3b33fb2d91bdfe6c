#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "media/file_type.hpp"

/// What is made of a picture: which part of it, how wide, in which format. Pure.
namespace smartmove::media {

/// The aspect ratio that a place on a page wants; `full` is the picture's own.
enum class Shape { full, wide, square, tall };
BOOST_DESCRIBE_ENUM(Shape, full, wide, square, tall)

/// What a crop keeps in view, in hundredths from the left and from the top.
struct Focus {
  int x = 50;
  int y = 50;
  friend bool operator==(const Focus&, const Focus&) = default;
};
BOOST_DESCRIBE_STRUCT(Focus, (), (x, y))

/// A part of a picture, in its pixels.
struct Area {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  friend bool operator==(const Area&, const Area&) = default;
};

/// The largest area of that shape (16:9, 1:1, 4:5) that lies in a picture of `width` × `height`, as near round the
/// focus as the edges allow.
Area crop(int width, int height, Shape shape, Focus focus);

/// The widths in which an area is offered: those of 320, 480, 640, 960, 1280, 1920 that are not wider than it, and its
/// own width if that is less than 1920. Never empty, never larger than the original.
std::vector<int> widths_of(int area_width);

/// One rendition of a picture. Its name, with the picture's hash before it, is all there is to know: an address never
/// shows two different pictures.
struct Recipe {
  Shape shape = Shape::full;
  Focus focus{};  ///< of `full` always the middle
  int width = 0;
  FileType format = FileType::jpeg;

  std::string name() const;  ///< `wide-640-50-33-v1.avif`, `full-640-v1.avif`
  static std::optional<Recipe> parse(std::string_view name);
  friend bool operator==(const Recipe&, const Recipe&) = default;
};

/// The formats a picture is offered in, the best first; the last one every browser shows.
std::vector<FileType> formats_of(bool alpha);

}  // namespace smartmove::media
