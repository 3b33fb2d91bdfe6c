#include "media/recipe.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace smartmove::media {
namespace {

// Counts up when the same recipe would give other bytes: addresses are kept for a year by whoever has seen them.
constexpr std::string_view version = "v1";

constexpr std::array ladder{320, 480, 640, 960, 1280, 1920};

double ratio_of(int width, int height, Shape shape) {
  switch (shape) {
    case Shape::wide: return 16.0 / 9;
    case Shape::square: return 1;
    case Shape::tall: return 4.0 / 5;
    case Shape::full: break;
  }
  return static_cast<double>(width) / height;
}

/// Where a part of `length` begins in `whole`, so that its middle is as near the point as the edges allow.
int begin_of(int whole, int length, int hundredths) {
  const auto middle = whole * hundredths / 100.0;
  return std::clamp(static_cast<int>(std::lround(middle - length / 2.0)), 0, whole - length);
}

std::optional<int> number(std::string_view text, int maximum) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty();
  const bool canonical = whole && (text == "0" || (text[0] != '0' && text[0] != '-'));
  if (!canonical || value > maximum) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find('-');
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool read_shape(std::string_view text, Shape& shape) {
  // Compared again: enum_from_string() stops at a NUL.
  return boost::describe::enum_from_string(std::string(text).c_str(), shape) &&
         text == boost::describe::enum_to_string(shape, "");
}

}  // namespace

Area crop(int width, int height, Shape shape, Focus focus) {
  const double ratio = ratio_of(width, height, shape);
  Area area{0, 0, width, height};
  if (shape == Shape::full) return area;
  if (width > height * ratio) {
    area.width = std::clamp(static_cast<int>(std::lround(height * ratio)), 1, width);
  } else {
    area.height = std::clamp(static_cast<int>(std::lround(width / ratio)), 1, height);
  }
  area.left = begin_of(width, area.width, focus.x);
  area.top = begin_of(height, area.height, focus.y);
  return area;
}

std::vector<int> widths_of(int area_width) {
  std::vector<int> widths;
  for (const int step : ladder) {
    if (step <= area_width) widths.push_back(step);
  }
  if (area_width < ladder.back() && (widths.empty() || widths.back() != area_width)) widths.push_back(area_width);
  return widths;
}

std::string Recipe::name() const {
  const auto shape_name = boost::describe::enum_to_string(shape, "");
  const auto focused = shape == Shape::full ? std::string() : fmt::format("-{}-{}", focus.x, focus.y);
  return fmt::format("{}-{}{}-{}.{}", shape_name, width, focused, version, extension(format));
}

std::optional<Recipe> Recipe::parse(std::string_view name) {
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto parts = split(name.substr(0, dot));
  const auto format = type_of_extension(name.substr(dot + 1));
  Recipe recipe;
  if (!format || parts.size() < 3 || parts.back() != version || !read_shape(parts[0], recipe.shape)) {
    return std::nullopt;
  }
  recipe.format = *format;
  const auto width = number(parts[1], ladder.back());
  if (!width || *width == 0 || parts.size() != (recipe.shape == Shape::full ? 3U : 5U)) return std::nullopt;
  recipe.width = *width;
  if (recipe.shape == Shape::full) return recipe;
  const auto x = number(parts[2], 100);
  const auto y = number(parts[3], 100);
  if (!x || !y) return std::nullopt;
  recipe.focus = {*x, *y};
  return recipe;
}

std::vector<FileType> formats_of(bool alpha) {
  return {FileType::avif, FileType::webp, alpha ? FileType::png : FileType::jpeg};
}

}  // namespace smartmove::media
