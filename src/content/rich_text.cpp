#include "content/rich_text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

#include "base/text.hpp"
#include "content/reference.hpp"
#include "content/rich_text_node.hpp"

namespace smartmove::content {
namespace json = boost::json;
namespace {

// What a node is, and what may stand in it.
enum Group : unsigned { none = 0, document = 1, block = 2, inline_ = 4, item = 8 };

struct NodeRule {
  std::string_view type;
  Group group;
  Group content;
};

constexpr std::array node_rules{
    NodeRule{"doc", document, block},     NodeRule{"paragraph", block, inline_}, NodeRule{"heading", block, inline_},
    NodeRule{"bulletList", block, item},  NodeRule{"orderedList", block, item},  NodeRule{"listItem", item, block},
    NodeRule{"blockquote", block, block}, NodeRule{"text", inline_, none},       NodeRule{"hardBreak", inline_, none},
    NodeRule{"fact", inline_, none},
};

constexpr int max_depth = 16;

const NodeRule* find_rule(std::string_view type) {
  for (const auto& rule : node_rules) {
    if (rule.type == type) return &rule;
  }
  return nullptr;
}

std::string_view type_of(const json::value& node) {
  const auto* object = node.if_object();
  return object ? text_of(*object, "type") : std::string_view{};
}

struct FactAttributes {
  std::string place;
  std::string indicator;
};
BOOST_DESCRIBE_STRUCT(FactAttributes, (), (place, indicator))

struct HeadingAttributes {
  int level = 0;
};
BOOST_DESCRIBE_STRUCT(HeadingAttributes, (), (level))

struct ListAttributes {
  std::optional<int> start;
  std::optional<std::string> type;  // TipTap writes "type": null
};
BOOST_DESCRIBE_STRUCT(ListAttributes, (), (start, type))

struct LinkAttributes {
  std::string href;
};
BOOST_DESCRIBE_STRUCT(LinkAttributes, (), (href))

template <class Attributes>
Attributes read_attributes(const json::object& node, base::JsonReader& reader) {
  Attributes attributes;
  auto scope = reader.enter("attrs");
  const auto* found = node.if_contains("attrs");
  if (found)
    base::read_json(*found, reader, attributes);
  else
    reader.missing();
  return attributes;
}

void read_mark(const json::value& value, base::JsonReader& reader) {
  const auto* mark = reader.object(value);
  if (!mark) return;
  const auto type = text_of(*mark, "type");
  if (type == "bold" || type == "italic") return reader.refuse_unknown(*mark, {"type"});
  if (type != "link") return reader.problem(value, "a mark of type bold, italic or link");
  reader.refuse_unknown(*mark, {"type", "attrs"});
  const auto before = reader.problems().size();
  const auto link = read_attributes<LinkAttributes>(*mark, reader);
  if (reader.problems().size() != before) return;
  if (const auto expected = link_target_expected(link.href); !expected.empty()) {
    reader.problem(json::value(link.href), std::string(expected));
  } else if (LinkTarget{link.href}.is_document()) {
    reader.reference("document", link.href);
  }
}

void read_text(const json::object& node, base::JsonReader& reader) {
  reader.refuse_unknown(node, {"type", "text", "marks"});
  {
    auto scope = reader.enter("text");
    std::string text;
    const auto* found = node.if_contains("text");
    if (!found) return reader.missing();
    const auto before = reader.problems().size();
    base::read_json(*found, reader, text);
    if (reader.problems().size() == before && text.empty()) reader.problem(*found, "at least one character");
  }
  const auto* marks = node.if_contains("marks");
  if (!marks) return;
  auto scope = reader.enter("marks");
  const auto* list = reader.array(*marks);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    auto inner = reader.enter(std::to_string(i));
    read_mark((*list)[i], reader);
    const auto type = type_of((*list)[i]);
    const bool again = std::any_of(list->begin(), list->begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const json::value& other) { return type_of(other) == type; });
    if (again && !type.empty()) reader.breach(fmt::format("a second mark of type {}", type), "each mark once");
  }
}

void read_node(const json::value& value, base::JsonReader& reader, Group allowed, int depth);

void read_content(const json::object& node, base::JsonReader& reader, const NodeRule& rule, int depth) {
  auto scope = reader.enter("content");
  const auto* content = node.if_contains("content");
  if (!content) {
    if (rule.content == item) reader.missing();
    return;
  }
  const auto* list = reader.array(*content);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    auto inner = reader.enter(std::to_string(i));
    read_node((*list)[i], reader, rule.content, depth + 1);
  }
}

// The node is kept as it came, so a number must be one that every reader of it sees as whole: 2, not 2.0.
void refuse_fraction(const json::object& node, std::string_view member, base::JsonReader& reader) {
  const auto* attributes = node.if_contains("attrs");
  const auto* object = attributes ? attributes->if_object() : nullptr;
  const auto* number = object ? object->if_contains(member) : nullptr;
  if (!number || !number->is_double()) return;
  auto scope = reader.enter("attrs");
  auto inner = reader.enter(member);
  reader.problem(*number, "a whole number without a decimal point");
}

void read_own_attributes(const json::object& node, const NodeRule& rule, base::JsonReader& reader) {
  if (rule.type == "heading") {
    const auto before = reader.problems().size();
    const auto level = read_attributes<HeadingAttributes>(node, reader).level;
    refuse_fraction(node, "level", reader);
    if (reader.problems().size() != before || (level >= 2 && level <= 4)) return;
    reader.breach(fmt::format("a heading of level {}", level), "level 2, 3 or 4");
  } else if (rule.type == "fact") {
    const auto before = reader.problems().size();
    const auto fact = read_attributes<FactAttributes>(node, reader);
    if (reader.problems().size() != before) return;
    reader.reference("place", fact.place);
    reader.reference("indicator", fact.indicator);
  } else if (rule.type == "orderedList" && node.contains("attrs")) {
    read_attributes<ListAttributes>(node, reader);
    refuse_fraction(node, "start", reader);
  }
}

void read_node(const json::value& value, base::JsonReader& reader, Group allowed, int depth) {
  const auto* node = reader.object(value);
  if (!node) return;
  if (depth > max_depth) return reader.breach("text nested too deeply", fmt::format("at most {} levels", max_depth));
  const auto* rule = find_rule(text_of(*node, "type"));
  if (!rule || (rule->group & allowed) == 0) {
    std::string types;
    for (const auto& each : node_rules) {
      if ((each.group & allowed) != 0) types += (types.empty() ? "" : ", ") + std::string(each.type);
    }
    return reader.breach(fmt::format("a node of type \"{}\"", text_of(*node, "type")), "a node of type " + types);
  }
  if (rule->type == "text") return read_text(*node, reader);
  const bool has_attributes = rule->type == "heading" || rule->type == "fact" || rule->type == "orderedList";
  std::vector<std::string_view> known{"type"};
  if (has_attributes) known.emplace_back("attrs");
  if (rule->content != none) known.emplace_back("content");
  reader.refuse_unknown(*node, known);
  read_own_attributes(*node, *rule, reader);
  if (rule->content != none) read_content(*node, reader, *rule, depth);
}

}  // namespace

bool RichText::empty() const {
  const auto* content = document.as_object().if_contains("content");
  return !content || content->as_array().empty();
}

}  // namespace smartmove::content

namespace smartmove::base {

void JsonCodec<content::RichText>::read(const boost::json::value& value, JsonReader& reader, content::RichText& out) {
  const auto before = reader.problems().size();
  content::read_node(value, reader, content::document, 0);
  if (reader.problems().size() == before) out.document = value;
}

}  // namespace smartmove::base
