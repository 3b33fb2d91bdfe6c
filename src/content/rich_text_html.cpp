#include <fmt/format.h>

#include "base/text.hpp"
#include "content/rich_text.hpp"
#include "content/rich_text_node.hpp"

namespace smartmove::content {
namespace json = boost::json;
namespace {

// Only called on checked documents: shapes are known, so access may be direct.
class HtmlWriter {
 public:
  explicit HtmlWriter(RichTextResolver& resolver) : resolver_(resolver) {}

  void children(const json::object& node) {
    const auto* content = node.if_contains("content");
    if (!content) return;
    for (const auto& child : content->as_array()) {
      keep_marks(child.as_object());
      write(child.as_object());
    }
    close_marks(0);
  }
  std::string take() { return std::move(html_); }

 private:
  struct OpenMark {
    json::value mark;
    std::string closing;
  };

  // Marks stay open while neighbours share them: a link with a strong word in it is one link, not three.
  void keep_marks(const json::object& node) {
    if (text_of(node, "type") == "hardBreak") return;
    static const json::array none;
    const auto* found = node.if_contains("marks");
    const auto& marks = found ? found->as_array() : none;
    std::size_t shared = 0;
    while (shared < open_.size() && shared < marks.size() && open_[shared].mark == marks[shared]) ++shared;
    close_marks(shared);
    for (std::size_t i = shared; i < marks.size(); ++i) open_.push_back({marks[i], open_mark(marks[i].as_object())});
  }

  void close_marks(std::size_t down_to) {
    while (open_.size() > down_to) {
      html_ += open_.back().closing;
      open_.pop_back();
    }
  }

  void element(std::string_view tag, const json::object& node) {
    html_ += fmt::format("<{}>", tag);
    children(node);
    html_ += fmt::format("</{}>", tag);
  }

  void write(const json::object& node) {
    const auto type = text_of(node, "type");
    if (type == "paragraph") return element("p", node);
    if (type == "heading") return element(fmt::format("h{}", node.at("attrs").at("level").as_int64()), node);
    if (type == "bulletList") return element("ul", node);
    if (type == "orderedList") return ordered_list(node);
    if (type == "listItem") return element("li", node);
    if (type == "blockquote") return element("blockquote", node);
    if (type == "hardBreak")
      html_ += "<br>";
    else if (type == "fact")
      fact(node.at("attrs").as_object());
    else
      html_ += base::escape_html(text_of(node, "text"));
  }

  void ordered_list(const json::object& node) {
    const auto* attributes = node.if_contains("attrs");
    const auto* start = attributes ? attributes->as_object().if_contains("start") : nullptr;
    if (!start || !start->is_int64() || start->as_int64() == 1) return element("ol", node);
    html_ += fmt::format("<ol start=\"{}\">", start->as_int64());
    children(node);
    html_ += "</ol>";
  }

  void fact(const json::object& attributes) {
    const auto figure =
        resolver_.figure(std::string(text_of(attributes, "place")), std::string(text_of(attributes, "indicator")));
    const auto value = base::escape_html(figure.value);
    if (!figure.known) {
      html_ += fmt::format("<a class=\"figure figure--unknown\" href=\"#{}\">{}</a>", figure_id(figure), value);
    } else {
      html_ += fmt::format("<a class=\"figure\" href=\"#{}\"><data value=\"{}\">{}</data></a>", figure_id(figure),
                           figure.number, value);
    }
  }

  // Writes the opening tag and gives the closing one.
  std::string open_mark(const json::object& mark) {
    const auto type = text_of(mark, "type");
    if (type == "bold") return html_ += "<strong>", "</strong>";
    if (type == "italic") return html_ += "<em>", "</em>";
    const auto href = resolver_.href(std::string(text_of(mark.at("attrs").as_object(), "href")));
    if (href.empty()) return {};
    html_ += fmt::format("<a href=\"{}\">", base::escape_html(href));
    return "</a>";
  }

  RichTextResolver& resolver_;
  std::string html_;
  std::vector<OpenMark> open_;
};

void collect_text(const json::object& node, std::string& out) {
  const auto type = text_of(node, "type");
  if (type == "text") out += text_of(node, "text");
  if (type == "hardBreak") out += "\n";
  if (type == "fact") out += "…";
  if (const auto* content = node.if_contains("content")) {
    for (const auto& child : content->as_array()) collect_text(child.as_object(), out);
  }
  if (type == "paragraph" || type == "heading") out += "\n";
}

}  // namespace

web::SafeHtml render_rich_text(const RichText& text, RichTextResolver& resolver) {
  HtmlWriter writer(resolver);
  writer.children(text.document.as_object());
  return web::SafeHtml::trusted(writer.take());
}

std::string plain_text(const RichText& text) {
  std::string out;
  collect_text(text.document.as_object(), out);
  return out;
}

}  // namespace smartmove::content
