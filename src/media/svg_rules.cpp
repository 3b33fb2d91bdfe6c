#include "media/svg_rules.hpp"

#include <algorithm>
#include <array>

namespace smartmove::media {
namespace {

// Each list is sorted, to be searched.
constexpr std::array elements = std::to_array<std::string_view>({"circle",
                                                                 "clipPath",
                                                                 "defs",
                                                                 "desc",
                                                                 "ellipse",
                                                                 "feBlend",
                                                                 "feColorMatrix",
                                                                 "feComponentTransfer",
                                                                 "feComposite",
                                                                 "feDropShadow",
                                                                 "feFlood",
                                                                 "feFuncA",
                                                                 "feFuncB",
                                                                 "feFuncG",
                                                                 "feFuncR",
                                                                 "feGaussianBlur",
                                                                 "feMerge",
                                                                 "feMergeNode",
                                                                 "feMorphology",
                                                                 "feOffset",
                                                                 "filter",
                                                                 "g",
                                                                 "line",
                                                                 "linearGradient",
                                                                 "marker",
                                                                 "mask",
                                                                 "path",
                                                                 "pattern",
                                                                 "polygon",
                                                                 "polyline",
                                                                 "radialGradient",
                                                                 "rect",
                                                                 "stop",
                                                                 "style",
                                                                 "svg",
                                                                 "switch",
                                                                 "symbol",
                                                                 "text",
                                                                 "textPath",
                                                                 "title",
                                                                 "tspan",
                                                                 "use"});

constexpr std::array attributes = std::to_array<std::string_view>({"amplitude",
                                                                   "aria-hidden",
                                                                   "aria-label",
                                                                   "class",
                                                                   "clipPathUnits",
                                                                   "cx",
                                                                   "cy",
                                                                   "d",
                                                                   "dx",
                                                                   "dy",
                                                                   "exponent",
                                                                   "filterUnits",
                                                                   "fr",
                                                                   "fx",
                                                                   "fy",
                                                                   "gradientTransform",
                                                                   "gradientUnits",
                                                                   "height",
                                                                   "id",
                                                                   "in",
                                                                   "in2",
                                                                   "intercept",
                                                                   "k1",
                                                                   "k2",
                                                                   "k3",
                                                                   "k4",
                                                                   "lengthAdjust",
                                                                   "markerHeight",
                                                                   "markerUnits",
                                                                   "markerWidth",
                                                                   "maskContentUnits",
                                                                   "maskUnits",
                                                                   "mode",
                                                                   "offset",
                                                                   "operator",
                                                                   "orient",
                                                                   "pathLength",
                                                                   "patternContentUnits",
                                                                   "patternTransform",
                                                                   "patternUnits",
                                                                   "points",
                                                                   "preserveAspectRatio",
                                                                   "primitiveUnits",
                                                                   "r",
                                                                   "radius",
                                                                   "refX",
                                                                   "refY",
                                                                   "result",
                                                                   "role",
                                                                   "rotate",
                                                                   "rx",
                                                                   "ry",
                                                                   "slope",
                                                                   "spreadMethod",
                                                                   "startOffset",
                                                                   "stdDeviation",
                                                                   "tableValues",
                                                                   "textLength",
                                                                   "transform",
                                                                   "type",
                                                                   "values",
                                                                   "version",
                                                                   "viewBox",
                                                                   "width",
                                                                   "x",
                                                                   "x1",
                                                                   "x2",
                                                                   "y",
                                                                   "y1",
                                                                   "y2"});

// Presentation: attributes of these names, and declarations in styles.
constexpr std::array properties = std::to_array<std::string_view>({"alignment-baseline",
                                                                   "baseline-shift",
                                                                   "clip-path",
                                                                   "clip-rule",
                                                                   "color",
                                                                   "color-interpolation",
                                                                   "color-interpolation-filters",
                                                                   "direction",
                                                                   "display",
                                                                   "dominant-baseline",
                                                                   "fill",
                                                                   "fill-opacity",
                                                                   "fill-rule",
                                                                   "filter",
                                                                   "flood-color",
                                                                   "flood-opacity",
                                                                   "font-family",
                                                                   "font-size",
                                                                   "font-size-adjust",
                                                                   "font-stretch",
                                                                   "font-style",
                                                                   "font-variant",
                                                                   "font-weight",
                                                                   "isolation",
                                                                   "letter-spacing",
                                                                   "marker-end",
                                                                   "marker-mid",
                                                                   "marker-start",
                                                                   "mask",
                                                                   "mix-blend-mode",
                                                                   "opacity",
                                                                   "overflow",
                                                                   "paint-order",
                                                                   "shape-rendering",
                                                                   "stop-color",
                                                                   "stop-opacity",
                                                                   "stroke",
                                                                   "stroke-dasharray",
                                                                   "stroke-dashoffset",
                                                                   "stroke-linecap",
                                                                   "stroke-linejoin",
                                                                   "stroke-miterlimit",
                                                                   "stroke-opacity",
                                                                   "stroke-width",
                                                                   "text-anchor",
                                                                   "text-decoration",
                                                                   "text-rendering",
                                                                   "transform-origin",
                                                                   "unicode-bidi",
                                                                   "vector-effect",
                                                                   "visibility",
                                                                   "word-spacing",
                                                                   "writing-mode"});

static_assert(std::is_sorted(elements.begin(), elements.end()));
static_assert(std::is_sorted(attributes.begin(), attributes.end()));
static_assert(std::is_sorted(properties.begin(), properties.end()));

template <class List>
bool is_in(const List& list, std::string_view name) {
  return std::binary_search(list.begin(), list.end(), name);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_name_character(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n\f";
  const auto begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// Past `url(#name)` at the start; nothing taken where it is another address.
std::string_view without_local_url(std::string_view text) {
  constexpr std::string_view begin = "url(";
  auto rest = text.substr(begin.size());
  const char quote = rest.empty() ? '\0' : rest.front();
  const bool quoted = quote == '"' || quote == '\'';
  if (quoted) rest.remove_prefix(1);
  if (!rest.starts_with('#')) return text;
  const auto end = std::find_if_not(rest.begin() + 1, rest.end(), is_name_character);
  rest.remove_prefix(static_cast<std::size_t>(end - rest.begin()));
  const std::string_view closing = !quoted ? ")" : quote == '"' ? "\")" : "')";
  return rest.starts_with(closing) ? rest.substr(closing.size()) : text;
}

bool is_plain_selector(std::string_view selector) {
  return !selector.empty() && std::all_of(selector.begin(), selector.end(), [](char c) {
    return (is_name_character(c) && c != ':') || c == '#' || c == ',' || c == ' ' || c == '\t' || c == '\n' ||
           c == '\r' || c == '*';
  });
}

}  // namespace

bool is_allowed_element(std::string_view name) { return is_in(elements, name); }

bool is_allowed_attribute(std::string_view name) { return is_in(attributes, name) || is_in(properties, name); }

bool is_text_element(std::string_view name) {
  return name == "text" || name == "tspan" || name == "textPath" || name == "title" || name == "desc";
}

bool is_harmless_value(std::string_view value) {
  std::string text(value);
  std::transform(text.begin(), text.end(), text.begin(), lower);
  if (text.find_first_of("\\@<{}") != std::string::npos) return false;
  for (const std::string_view word :
       {"/*", "*/", "javascript:", "data:", "vbscript:", "expression", "image-set", "src("}) {
    if (text.find(word) != std::string::npos) return false;
  }
  std::string_view rest = text;
  for (auto at = rest.find("url"); at != std::string_view::npos; at = rest.find("url")) {
    rest.remove_prefix(at);
    if (!rest.starts_with("url(")) return false;
    const auto after = without_local_url(rest);
    if (after.size() == rest.size()) return false;
    rest = after;
  }
  return true;
}

std::string clean_declarations(std::string_view style) {
  std::string out;
  while (!style.empty()) {
    const auto end = style.find(';');
    const auto declaration = style.substr(0, end);
    style = end == std::string_view::npos ? std::string_view{} : style.substr(end + 1);
    const auto colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string name(trim(declaration.substr(0, colon)));
    std::transform(name.begin(), name.end(), name.begin(), lower);
    const auto value = trim(declaration.substr(colon + 1));
    if (value.empty() || !is_in(properties, name) || !is_harmless_value(value)) continue;
    if (!out.empty()) out += ';';
    out.append(name).append(":").append(value);
  }
  return out;
}

std::string clean_style_sheet(std::string_view css) {
  std::string text;  // without comments, which could hide what is around them
  while (true) {
    const auto begin = css.find("/*");
    text += css.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const auto end = css.find("*/", begin + 2);
    if (end == std::string_view::npos) break;
    css.remove_prefix(end + 2);
    text += ' ';
  }
  std::string out;
  std::string_view rest = text;
  while (true) {
    const auto open = rest.find('{');
    const auto close = rest.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) return out;
    auto selector = trim(rest.substr(0, open));
    while (selector.starts_with('}')) selector = trim(selector.substr(1));  // the end of an @-rule round others
    const auto declarations = clean_declarations(rest.substr(open + 1, close - open - 1));
    rest.remove_prefix(close + 1);
    if (!is_plain_selector(selector) || declarations.empty()) continue;
    out.append(selector) += "{" + declarations + "}";
  }
}

}  // namespace smartmove::media
