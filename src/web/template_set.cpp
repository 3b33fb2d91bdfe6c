#include "web/template_set.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/text.hpp"
#include "web/template_source.hpp"

namespace smartmove::web {
namespace {
constexpr std::size_t max_expanded_bytes = 1 << 20;
}

/// Partials and translations are put in place of their tags here, so that rendering parses nothing
/// (kainjow itself would parse a partial anew at every use).
class TemplateCompiler {
 public:
  TemplateCompiler(const base::Translations& translations, const std::vector<std::string>& expected)
      : translations_(translations), expected_(expected), languages_(translations.languages()) {}

  base::Result<TemplateSet> compile(std::span<const base::embedded::File> files) {
    for (const auto& file : files) read(file);
    check_references();
    if (problems_.empty()) check_cycles();
    if (problems_.empty()) build();
    if (!problems_.empty()) {
      return base::fail(base::Error{
          base::ErrorKind::invalid, "The templates cannot be used: mend what is listed.", {}, std::move(problems_)});
    }
    return std::move(set_);
  }

 private:
  struct Source {
    std::string_view text;
    std::vector<TemplateTag> tags;
    bool used = false;
  };

  void read(const base::embedded::File& file) {
    const std::string name(file.name);
    if (!name.ends_with(".html") || std::ranges::count(name, '/') != 1) {
      problem(name, 1, {}, "a template named feature/name.html");
      return;
    }
    sources_[name.substr(0, name.size() - 5)] = {file.bytes, scan_template(name, file.bytes, problems_), false};
  }

  void check_references() {
    for (const auto& name : expected_) {
      const auto source = sources_.find(name);
      if (source == sources_.end()) {
        problem(name + ".html", 1, {}, "this template, which the program shows");
      } else {
        source->second.used = true;
      }
    }
    for (auto& [name, source] : sources_) {
      for (const auto& tag : source.tags) check_reference(name, tag);
    }
    for (const auto& [name, source] : sources_) {
      if (!source.used) problem(name + ".html", 1, {}, "a page or another template that uses this one");
    }
  }

  void check_reference(const std::string& name, const TemplateTag& tag) {
    if (tag.kind == TagKind::partial) {
      const auto partial = sources_.find(tag.name);
      if (partial == sources_.end()) {
        problem(name + ".html", tag.line, std::string(tag.name), "the feature/name of a template");
      } else {
        partial->second.used = true;
      }
    } else if (tag.kind == TagKind::translation) {
      for (const auto& language : languages_) check_translation(name, tag, language);
    }
  }

  void check_translation(const std::string& name, const TemplateTag& tag, const std::string& language) {
    if (!translations_.has(language, tag.name)) {
      problem(name + ".html", tag.line, std::string(tag.name), "a key of translations/" + language + ".json");
      return;
    }
    try {
      translations_.text(language, tag.name);
    } catch (const std::out_of_range&) {
      problem(name + ".html", tag.line, std::string(tag.name),
              "a text without arguments; one with arguments is put into the view");
    }
  }

  void check_cycles() {
    std::vector<std::string> path;
    std::set<std::string> done;
    for (const auto& [name, source] : sources_) visit(name, path, done);
  }

  void visit(const std::string& name, std::vector<std::string>& path, std::set<std::string>& done) {
    if (done.contains(name)) return;
    path.push_back(name);
    for (const auto& tag : sources_.find(name)->second.tags) {
      if (tag.kind != TagKind::partial) continue;
      if (std::ranges::find(path, tag.name) != path.end() || path.size() == 32) {
        problem(name + ".html", tag.line, std::string(tag.name), "a template that does not use this one");
      } else {
        visit(std::string(tag.name), path, done);
      }
    }
    path.pop_back();
    done.insert(name);
  }

  void build() {
    for (const auto& language : languages_) {
      auto& compiled = set_.languages_[language];
      for (const auto& [name, source] : sources_) {
        compiled[name] = compile_text(name, expand(source, language));
      }
    }
  }

  std::unique_ptr<kainjow::mustache::mustache> compile_text(const std::string& name, const std::string& text) {
    // Read once more: text on both sides of a partial's edge could have become a tag that nobody has checked.
    scan_template(name + ".html (with its partials)", text, problems_);
    if (text.size() > max_expanded_bytes) problem(name + ".html", 1, {}, "at most 1 MB with all its partials");
    auto mustache = std::make_unique<kainjow::mustache::mustache>(text);
    if (!mustache->is_valid()) problem(name + ".html", 1, mustache->error_message(), "mustache");
    mustache->set_custom_escape([](const std::string& value) { return base::escape_html(value); });
    return mustache;
  }

  std::string expand(const Source& source, const std::string& language) const {
    std::string text;
    std::size_t position = 0;
    for (const auto& tag : source.tags) {
      if (text.size() > max_expanded_bytes) break;
      text += source.text.substr(position, tag.begin - position);
      position = tag.end;
      if (tag.kind == TagKind::partial) {
        auto partial = expand(sources_.find(tag.name)->second, language);
        // A tag in a line of its own brings its own line end.
        if (partial.ends_with('\n') && source.text.substr(position).starts_with('\n')) partial.pop_back();
        text += partial;
      } else if (tag.kind == TagKind::translation) {
        text += literal(translations_.text(language, tag.name));
      } else {
        if (tag.kind != TagKind::comment) text += source.text.substr(tag.begin, tag.end - tag.begin);
      }
    }
    return text += source.text.substr(position);
  }

  /// Escaped for HTML, and its braces for mustache.
  static std::string literal(const std::string& text) {
    std::string escaped;
    for (const char c : base::escape_html(text)) {
      if (c == '{') {
        escaped += "&#123;";
      } else {
        escaped += c;
      }
    }
    return escaped;
  }

  void problem(const std::string& file, int line, std::string found, std::string expected) {
    problems_.push_back({file + ":" + std::to_string(line), std::move(found), std::move(expected)});
  }

  const base::Translations& translations_;
  const std::vector<std::string>& expected_;
  std::vector<std::string> languages_;
  std::map<std::string, Source, std::less<>> sources_{};
  std::vector<base::Problem> problems_{};
  TemplateSet set_{};
};

base::Result<TemplateSet> TemplateSet::compile(std::span<const base::embedded::File> files,
                                               const base::Translations& translations,
                                               const std::vector<std::string>& expected) {
  return TemplateCompiler(translations, expected).compile(files);
}

std::string TemplateSet::render(std::string_view name, std::string_view language, const View& view) const {
  const auto compiled = languages_.find(language);
  if (compiled == languages_.end()) throw std::out_of_range("no language `" + std::string(language) + "`");
  const auto found = compiled->second.find(name);
  if (found == compiled->second.end()) throw std::out_of_range("no template `" + std::string(name) + "`");
  std::string html;
  html.reserve(16384);
  // kainjow's render() is not const, but writes to its object only where a lambda or a partial fails, and neither
  // can reach it: View makes no lambdas and partials are expanded. So threads may share it.
  found->second->render(view.data(), [&html](const std::string& piece) { html += piece; });
  return html;
}

}  // namespace smartmove::web
