#include "web/template_source.hpp"

#include <algorithm>

namespace smartmove::web {
namespace {

constexpr std::size_t max_depth = 32;  // rendering walks sections by recursion

std::string_view trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_name(std::string_view name) {
  if (name == ".") return true;
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; };
  return !name.empty() && name.front() != '.' && name.back() != '.' && name.find("..") == std::string_view::npos &&
         std::ranges::all_of(name, allowed);
}

class Scanner {
 public:
  Scanner(const std::string& file, std::string_view text, std::vector<base::Problem>& problems)
      : file_(file), text_(text), problems_(problems) {}

  std::vector<TemplateTag> scan() {
    while (next_tag()) {
    }
    for (const auto& open : open_) refuse(open.line, open, "a closing {{/" + std::string(open.name) + "}}");
    return std::move(tags_);
  }

 private:
  bool next_tag() {
    const auto begin = text_.find("{{", position_);
    if (begin == std::string_view::npos) return false;
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(position_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    const bool triple = text_.substr(begin).starts_with("{{{");
    const std::string_view closing = triple ? "}}}" : "}}";
    const auto inside = begin + closing.size();
    const auto close = text_.find(closing, inside);
    if (close == std::string_view::npos) {
      problem(line_, std::string(text_.substr(begin, 20)), "a tag that is closed by " + std::string(closing));
      return false;
    }
    position_ = close + closing.size();
    TemplateTag tag{TagKind::raw, trim(text_.substr(inside, close - inside)), begin, position_, line_};
    line_ += static_cast<int>(std::ranges::count(text_.substr(begin, position_ - begin), '\n'));
    if (!triple) classify(tag);
    check(tag);
    tags_.push_back(tag);
    return true;
  }

  static void classify(TemplateTag& tag) {
    static constexpr std::pair<char, TagKind> marks[] = {{'#', TagKind::section}, {'^', TagKind::inverted},
                                                         {'/', TagKind::end},     {'!', TagKind::comment},
                                                         {'>', TagKind::partial}, {'&', TagKind::raw}};
    tag.kind = TagKind::variable;
    if (tag.name.starts_with("t:")) {
      tag.kind = TagKind::translation;
      tag.name = trim(tag.name.substr(2));
      return;
    }
    for (const auto& [mark, kind] : marks) {
      if (!tag.name.starts_with(mark)) continue;
      tag.kind = kind;
      tag.name = trim(tag.name.substr(1));
      return;
    }
  }

  void check(const TemplateTag& tag) {
    if (tag.name.starts_with('=')) return refuse(tag.line, tag, "the delimiters {{ and }}, which cannot be changed");
    switch (tag.kind) {
      case TagKind::comment:
      case TagKind::partial:
      case TagKind::translation: return;
      case TagKind::raw:
        if (!tag.name.ends_with("_html")) refuse(tag.line, tag, "a raw tag's name that ends in _html");
        break;
      case TagKind::section:
      case TagKind::inverted:
        if (open_.size() == max_depth) return refuse(tag.line, tag, "at most 32 sections inside one another");
        open_.push_back(tag);
        break;
      case TagKind::end: return close_section(tag);
      case TagKind::variable: break;
    }
    if (!is_name(tag.name)) refuse(tag.line, tag, "a name of lower-case letters, digits and underscores");
  }

  void close_section(const TemplateTag& tag) {
    if (open_.empty()) return refuse(tag.line, tag, "a section that is open");
    if (open_.back().name != tag.name) {
      refuse(tag.line, tag,
             "{{/" + std::string(open_.back().name) + "}}, opened in line " + std::to_string(open_.back().line));
    }
    open_.pop_back();
  }

  void refuse(int line, const TemplateTag& tag, std::string expected) {
    problem(line, std::string(text_.substr(tag.begin, std::min<std::size_t>(tag.end - tag.begin, 60))),
            std::move(expected));
  }

  void problem(int line, std::string found, std::string expected) {
    problems_.push_back({file_ + ":" + std::to_string(line), std::move(found), std::move(expected)});
  }

  const std::string& file_;
  std::string_view text_;
  std::vector<base::Problem>& problems_;
  std::size_t position_ = 0;
  int line_ = 1;
  std::vector<TemplateTag> tags_{};
  std::vector<TemplateTag> open_{};
};

}  // namespace

std::vector<TemplateTag> scan_template(const std::string& file, std::string_view text,
                                       std::vector<base::Problem>& problems) {
  return Scanner(file, text, problems).scan();
}

}  // namespace smartmove::web
