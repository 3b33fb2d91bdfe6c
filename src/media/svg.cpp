#include "media/svg.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "media/svg_rules.hpp"

namespace smartmove::media {
namespace {

constexpr std::string_view svg_namespace = "http://www.w3.org/2000/svg";
constexpr std::string_view xlink_namespace = "http://www.w3.org/1999/xlink";
constexpr long most_drawn = 100'000;
constexpr int deepest = 100;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

base::Failure refuse(std::string message, std::string cause = {}) {
  return base::fail(base::ErrorKind::invalid, std::move(message), std::move(cause));
}

bool is_element(const xmlNode* node, std::string_view name = {}) {
  return node->type == XML_ELEMENT_NODE && node->ns != nullptr && view(node->ns->href) == svg_namespace &&
         (name.empty() || view(node->name) == name);
}

std::string attribute_value(const xmlAttr* attribute) {
  std::string value;
  for (const auto* part = attribute->children; part != nullptr; part = part->next) {
    if (part->type == XML_TEXT_NODE) value += view(part->content);
  }
  return value;
}

bool is_href(const xmlAttr* attribute) {
  return view(attribute->name) == "href" && (attribute->ns == nullptr || view(attribute->ns->href) == xlink_namespace);
}

/// `#name`: something in the same drawing.
bool is_local(std::string_view target) {
  const auto fits = [](unsigned char c) {
    return std::isalnum(c) != 0 || c >= 0x80 || c == '-' || c == '_' || c == '.';
  };
  return target.size() > 1 && target[0] == '#' && std::ranges::all_of(target.substr(1), fits);
}

/// The attribute as it may stay: name and value.
std::optional<std::pair<std::string, std::string>> clean_attribute(const xmlAttr* attribute) {
  const auto name = view(attribute->name);
  auto value = attribute_value(attribute);
  if (is_href(attribute)) {
    return is_local(value) ? std::optional(std::pair(std::string("href"), std::move(value))) : std::nullopt;
  }
  if (attribute->ns != nullptr) return std::nullopt;
  if (name == "style") {
    auto style = clean_declarations(value);
    return style.empty() ? std::nullopt : std::optional(std::pair(std::string(name), std::move(style)));
  }
  if (!is_allowed_attribute(name) || !is_harmless_value(value)) return std::nullopt;
  return std::pair(std::string(name), std::move(value));
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      // Written as they are, a reader would turn them into spaces or line ends.
      case '\t': out += "&#9;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      default: out += c;
    }
  }
  return out;
}

/// Writes what is allowed of a tree, and counts what drawing it would take.
class Writer {
 public:
  void write(const xmlNode* node, int depth = 0) {
    if (depth > deepest) return;
    const auto name = std::string(view(node->name));
    out_ += "<" + name;
    if (depth == 0) out_.append(" xmlns=\"").append(svg_namespace).append("\"");
    std::map<std::string, std::string> kept;
    for (const auto* each = node->properties; each != nullptr; each = each->next) {
      if (auto clean = clean_attribute(each)) kept.insert(std::move(*clean));
    }
    for (const auto& [key, value] : kept)
      out_.append(" ").append(key).append("=\"").append(escaped(value)).append("\"");
    const auto open = out_.size();
    out_ += ">";
    write_content(node, name, depth);
    if (out_.size() == open + 1) {
      out_.replace(open, 1, "/>");
    } else {
      out_ += "</" + name + ">";
    }
  }
  std::string take() { return std::move(out_); }

 private:
  void write_content(const xmlNode* node, const std::string& name, int depth) {
    if (name == "style") {
      out_ += escaped(clean_style_sheet(text_in(node)));
      return;
    }
    for (const auto* child = node->children; child != nullptr; child = child->next) {
      if (is_element(child) && is_allowed_element(view(child->name))) write(child, depth + 1);
      const bool text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
      if (text && is_text_element(name)) out_ += escaped(view(child->content));
    }
  }
  static std::string text_in(const xmlNode* node) {
    std::string text;
    for (const auto* child = node->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) text += view(child->content);
    }
    return text;
  }

  std::string out_;
};

/// How many elements drawing takes once every `use` is followed: a few lines can ask for billions.
class DrawingCost {
 public:
  explicit DrawingCost(const xmlNode* root) { find_ids(root); }

  /// `most_drawn` or more stands for too many, and for one that uses itself.
  long of(const xmlNode* node, int depth = 0) {
    if (depth > deepest) return most_drawn;
    const auto known = costs_.find(node);
    if (known != costs_.end()) return known->second;
    costs_[node] = most_drawn;  // met again before it is known: a circle
    long cost = 1;
    for (const auto* child = node->children; child != nullptr && cost < most_drawn; child = child->next) {
      if (child->type == XML_ELEMENT_NODE) cost += of(child, depth + 1);
    }
    for (const auto* each = node->properties; each != nullptr && cost < most_drawn; each = each->next) {
      cost += of_reference(attribute_value(each), depth);
    }
    cost = std::min(cost, most_drawn);
    costs_[node] = cost;
    return cost;
  }

 private:
  void find_ids(const xmlNode* node) {
    for (const auto* each = node->properties; each != nullptr; each = each->next) {
      if (view(each->name) == "id") ids_.emplace(attribute_value(each), node);
    }
    for (const auto* child = node->children; child != nullptr; child = child->next) {
      if (child->type == XML_ELEMENT_NODE) find_ids(child);
    }
  }
  /// Of `#id`, and of every `url(#id)`.
  long of_reference(std::string_view value, int depth) {
    long cost = 0;
    for (auto at = value.find('#'); at != std::string_view::npos; at = value.find('#', at + 1)) {
      const auto end = value.find_first_of(")\"' ;", at);
      const auto target = ids_.find(std::string(value.substr(at + 1, end - at - 1)));
      if (target != ids_.end()) cost += of(target->second, depth + 1);
    }
    return cost;
  }

  std::map<std::string, const xmlNode*> ids_;
  std::map<const xmlNode*, long> costs_;
};

/// `320`, `320px`, `12.5`; nothing for other units.
std::optional<double> pixels(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  const std::string_view unit(end);
  if (end == text.c_str() || (!unit.empty() && unit != "px") || !(value > 0 && value < 1e6)) return std::nullopt;
  return value;
}

/// Of a value that will not be left out: the size is that of what is kept.
std::optional<std::string> attribute(const xmlNode* node, std::string_view name) {
  for (const auto* each = node->properties; each != nullptr; each = each->next) {
    if (each->ns != nullptr || view(each->name) != name) continue;
    auto value = attribute_value(each);
    return is_harmless_value(value) ? std::optional(std::move(value)) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::pair<double, double>> size_of(const xmlNode* root) {
  if (auto box = attribute(root, "viewBox")) {
    std::replace(box->begin(), box->end(), ',', ' ');
    std::array<double, 4> numbers{};
    const char* rest = box->c_str();
    for (auto& number : numbers) {
      char* end = nullptr;
      number = std::strtod(rest, &end);
      rest = end;
    }
    if (numbers[2] > 0 && numbers[3] > 0 && numbers[2] < 1e6 && numbers[3] < 1e6)
      return std::pair(numbers[2], numbers[3]);
  }
  const auto width = pixels(attribute(root, "width").value_or(""));
  const auto height = pixels(attribute(root, "height").value_or(""));
  if (!width || !height) return std::nullopt;
  return std::pair(*width, *height);
}

struct FreeContext {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};
struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

int rounded(double length) { return std::max(1, static_cast<int>(std::lround(length))); }

}  // namespace

base::Result<CleanSvg> clean_svg(std::string_view text) {
  if (!base::is_valid_utf8(text) || text.find('\0') != std::string_view::npos) {
    return refuse("The SVG is not text in UTF-8: export it again as plain SVG.");
  }
  if (text.find("<!ENTITY") != std::string_view::npos) {
    return refuse("The SVG declares entities, which are not expanded here: export it again as plain SVG.");
  }
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlNewParserCtxt());
  constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
  const auto* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) {
    const auto* error = xmlCtxtGetLastError(context.get());
    return refuse(fmt::format("The SVG is not well-formed XML at its line {}.", error ? error->line : 1),
                  error && error->message ? error->message : "");
  }
  if (!is_element(root, "svg")) return refuse("The SVG's first element is not svg in the SVG namespace.");
  const auto size = size_of(root);
  if (!size) return refuse("The SVG says no size: it needs a viewBox, or a width and a height in pixels.");
  if (DrawingCost(root).of(root) >= most_drawn) {
    return refuse(fmt::format("The SVG draws more than {} elements, or one that holds itself.", most_drawn));
  }
  Writer writer;
  writer.write(root);
  return CleanSvg{writer.take(), rounded(size->first), rounded(size->second)};
}

}  // namespace smartmove::media
