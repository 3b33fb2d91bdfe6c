#include "content/markdown.hpp"

#include <algorithm>
#include <cmark-gfm.h>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace smartmove::content {
namespace json = boost::json;
namespace {

// People write letters in addresses; a URI has them percent-encoded (RFC 3987, 3.1).
std::string ascii_address(std::string_view address) {
  std::string encoded;
  for (const unsigned char c : address) {
    if (c >= 0x80)
      encoded += fmt::format("%{:02X}", c);
    else
      encoded += static_cast<char>(c);
  }
  return encoded;
}

// A reading of one Markdown text. cmark gives lines for blocks; inside one we count its line breaks.
class Converter {
 public:
  Converter(std::string origin, MarkdownText& out) : origin_(std::move(origin)), out_(out) {}

  json::array blocks(cmark_node* parent, const std::string& pointer) {
    json::array list;
    // Deeper than rich text may be: refused here, before the recursion itself becomes a danger.
    if (depth_ == max_depth) return too_deep(), list;
    ++depth_;
    for (auto* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
      const auto here = fmt::format("{}/content/{}", pointer, list.size());
      line_ = cmark_node_get_start_line(node);
      out_.lines[here] = where();
      if (auto converted = block(node, here)) list.push_back(std::move(*converted));
    }
    --depth_;
    return list;
  }

 private:
  std::string where() const { return fmt::format("{}:{}", origin_, line_); }

  std::optional<json::value> block(cmark_node* node, const std::string& pointer) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH && is_table(node)) return refuse("table"), std::nullopt;
    if (type == CMARK_NODE_PARAGRAPH) return inline_block("paragraph", node, pointer, {});
    if (type == CMARK_NODE_HEADING) {
      return inline_block("heading", node, pointer, json::object{{"level", cmark_node_get_heading_level(node)}});
    }
    if (type == CMARK_NODE_BLOCK_QUOTE) return json::object{{"type", "blockquote"}, {"content", blocks(node, pointer)}};
    if (type == CMARK_NODE_ITEM) return json::object{{"type", "listItem"}, {"content", blocks(node, pointer)}};
    if (type == CMARK_NODE_LIST) return list(node, pointer);
    refuse(cmark_node_get_type_string(node));
    return std::nullopt;
  }

  json::value list(cmark_node* node, const std::string& pointer) {
    if (cmark_node_get_list_type(node) == CMARK_BULLET_LIST) {
      return json::object{{"type", "bulletList"}, {"content", blocks(node, pointer)}};
    }
    json::object attributes{{"start", cmark_node_get_list_start(node)}};
    return json::object{{"type", "orderedList"}, {"attrs", std::move(attributes)}, {"content", blocks(node, pointer)}};
  }

  json::value inline_block(std::string_view type, cmark_node* node, const std::string& pointer,
                           json::object attributes) {
    json::object made{{"type", type}};
    if (!attributes.empty()) made.emplace("attrs", std::move(attributes));
    json::array content;
    inlines(node, {}, pointer, content);
    made.emplace("content", std::move(content));
    return made;
  }

  void inlines(cmark_node* parent, const json::array& marks, const std::string& pointer, json::array& out) {
    for (auto* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
      inline_node(node, marks, pointer, out);
    }
  }

  void inline_node(cmark_node* node, const json::array& marks, const std::string& pointer, json::array& out) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) return text(cmark_node_get_literal(node), marks, pointer, out);
    if (type == CMARK_NODE_SOFTBREAK) return ++line_, text(" ", marks, pointer, out);
    if (type == CMARK_NODE_LINEBREAK) return ++line_, add(json::object{{"type", "hardBreak"}}, pointer, out);
    if (type == CMARK_NODE_STRONG) return marked(node, json::object{{"type", "bold"}}, marks, pointer, out);
    if (type == CMARK_NODE_EMPH) return marked(node, json::object{{"type", "italic"}}, marks, pointer, out);
    if (type == CMARK_NODE_LINK) {
      json::object attributes{{"href", ascii_address(cmark_node_get_url(node))}};
      return marked(node, json::object{{"type", "link"}, {"attrs", std::move(attributes)}}, marks, pointer, out);
    }
    refuse(cmark_node_get_type_string(node));
  }

  void marked(cmark_node* node, json::object mark, json::array marks, const std::string& pointer, json::array& out) {
    if (mark_depth_ == max_depth) return too_deep();
    ++mark_depth_;
    // Emphasis within emphasis is emphasis.
    if (std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.push_back(std::move(mark));
    inlines(node, marks, pointer, out);
    --mark_depth_;
  }

  // Splits at {fact:PLACE/INDICATOR}; a brace that is not one stays text.
  void text(std::string_view literal, const json::array& marks, const std::string& pointer, json::array& out) {
    constexpr std::string_view opening = "{fact:";
    while (!literal.empty()) {
      const auto start = literal.find(opening);
      if (start == std::string_view::npos) return words(literal, marks, pointer, out);
      const auto end = literal.find('}', start);
      if (end == std::string_view::npos) {
        out_.problems.push_back({where(), std::string(opening) + " without its }", fact_form});
        return;
      }
      words(literal.substr(0, start), marks, pointer, out);
      const auto name = literal.substr(start + opening.size(), end - start - opening.size());
      const auto slash = name.find('/');
      if (slash == std::string_view::npos) {
        out_.problems.push_back({where(), fmt::format("{{fact:{}}}", name), fact_form});
      } else {
        json::object attributes{{"place", name.substr(0, slash)}, {"indicator", name.substr(slash + 1)}};
        add(json::object{{"type", "fact"}, {"attrs", std::move(attributes)}}, pointer, out);
      }
      literal.remove_prefix(end + 1);
    }
  }

  void words(std::string_view literal, const json::array& marks, const std::string& pointer, json::array& out) {
    if (literal.empty()) return;
    // Softbreaks and consolidated texts become one node, as an editor would have written it.
    if (!out.empty()) {
      auto& last = out.back().as_object();
      const auto* last_marks = last.if_contains("marks");
      const bool same = last.at("type") == "text" && (last_marks ? last_marks->as_array() == marks : marks.empty());
      if (same) {
        last.at("text").as_string().append(literal);
        return;
      }
    }
    json::object made{{"type", "text"}, {"text", literal}};
    if (!marks.empty()) made.emplace("marks", marks);
    add(std::move(made), pointer, out);
  }

  void add(json::object node, const std::string& pointer, json::array& out) {
    out_.lines[fmt::format("{}/content/{}", pointer, out.size())] = where();
    out.push_back(std::move(node));
  }

  // CommonMark has no tables and would show the bars as text: the row of dashes tells that one was meant.
  static bool is_table(cmark_node* paragraph) {
    bool first_line = true;
    for (auto* node = cmark_node_first_child(paragraph); node; node = cmark_node_next(node)) {
      const auto type = cmark_node_get_type(node);
      if (type == CMARK_NODE_SOFTBREAK) first_line = false;
      if (type != CMARK_NODE_TEXT || first_line) continue;
      const std::string_view line = cmark_node_get_literal(node);
      if (line.find("--") != line.npos && line.find('|') != line.npos && line.find_first_not_of("|-: ") == line.npos) {
        return true;
      }
    }
    return false;
  }

  void refuse(std::string_view kind) {
    out_.problems.push_back({where(), fmt::format("Markdown of kind \"{}\"", kind),
                             "paragraphs, headings, lists, quotes, links, *emphasis*, **strong** and {fact:…}"});
  }

  void too_deep() {
    out_.problems.push_back({where(), "text nested too deeply", fmt::format("at most {} levels", max_depth)});
  }

  static constexpr std::size_t max_depth = 16;
  static constexpr const char* fact_form = "{fact:PLACE/INDICATOR} within one line and one emphasis";

  std::string origin_;
  MarkdownText& out_;
  int line_ = 1;
  std::size_t depth_ = 0;
  std::size_t mark_depth_ = 0;
};

}  // namespace

MarkdownText markdown_to_rich_text(std::string_view markdown, const std::string& origin) {
  const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> root(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_VALIDATE_UTF8), &cmark_node_free);
  cmark_consolidate_text_nodes(root.get());
  MarkdownText made;
  Converter converter(origin, made);
  made.document = json::object{{"type", "doc"}, {"content", converter.blocks(root.get(), "")}};
  return made;
}

}  // namespace smartmove::content
