#include "media/drawing.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace smartmove::media {
namespace {

constexpr std::size_t most_bytes = 12 * 1024;
constexpr std::string_view root_name = "svg";

constexpr std::array elements =
    std::to_array<std::string_view>({"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect"});

// Of the first element: how lines and fields are drawn. What else it says is for files by themselves.
constexpr std::array root_attributes = std::to_array<std::string_view>(
    {"fill", "fill-rule", "stroke", "stroke-linecap", "stroke-linejoin", "stroke-width", "viewBox"});

// They name something, speak to a screen reader, or reach outside.
constexpr std::array strange_attributes = std::to_array<std::string_view>(
    {"aria-hidden", "aria-label", "class", "clip-path", "filter", "href", "id", "marker-end", "marker-mid",
     "marker-start", "mask", "mix-blend-mode", "overflow", "role", "style"});

template <class List>
bool is_in(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

struct Tag {
  std::string_view name;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;  // values as they are written
};

/// What stands between `<` and `>`. clean_svg() writes no other quotes, and none of `<`, `>` and `"` within a value.
Tag read_tag(std::string_view inside) {
  if (inside.ends_with('/')) inside.remove_suffix(1);
  Tag tag{inside.substr(0, inside.find(' ')), {}};
  auto rest = inside.substr(tag.name.size());
  for (auto equals = rest.find("=\""); equals != std::string_view::npos; equals = rest.find("=\"")) {
    const auto end = rest.find('"', equals + 2);
    if (end == std::string_view::npos) break;
    tag.attributes.emplace_back(rest.substr(1, equals - 1), rest.substr(equals + 2, end - equals - 2));
    rest.remove_prefix(end + 1);
  }
  return tag;
}

bool is_plain(const Tag& tag) {
  return is_in(elements, tag.name) && std::none_of(tag.attributes.begin(), tag.attributes.end(), [](const auto& each) {
           return is_in(strange_attributes, each.first) || each.second.find("url(") != std::string_view::npos;
         });
}

/// `<svg viewBox="…">`; nothing without a view box, or where it would need something that is left out.
std::optional<std::string> root_of(const Tag& tag) {
  if (tag.name != root_name) return std::nullopt;
  std::string made = "<svg";
  bool boxed = false;
  for (const auto& [name, value] : tag.attributes) {
    if (value.find("url(") != std::string_view::npos || name == "style" || name == "transform") return std::nullopt;
    if (!is_in(root_attributes, name)) continue;
    boxed = boxed || name == "viewBox";
    made.append(" ").append(name).append("=\"").append(value).append("\"");
  }
  return boxed ? std::optional(made + ">") : std::nullopt;
}

}  // namespace

std::string drawing_of(std::string_view clean) {
  const auto first = clean.find('>');
  if (clean.size() > most_bytes || !clean.starts_with("<svg") || first == std::string_view::npos) return {};
  if (clean[first - 1] == '/') return {};  // nothing in it
  auto made = root_of(read_tag(clean.substr(1, first - 1)));
  if (!made) return {};
  auto rest = clean.substr(first + 1);
  made->append(rest);
  while (!rest.empty()) {
    const auto end = rest.find('>');
    if (!rest.starts_with('<') || end == std::string_view::npos) return {};  // a text
    if (rest[1] != '/' && !is_plain(read_tag(rest.substr(1, end - 1)))) return {};
    rest.remove_prefix(end + 1);
  }
  return *made;
}

std::string with_attributes(std::string_view drawing, std::string_view attributes) {
  constexpr std::string_view begin = "<svg ";
  return std::string(begin).append(attributes).append(" ").append(drawing.substr(begin.size()));
}

}  // namespace smartmove::media
