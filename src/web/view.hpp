#pragma once

#include <boost/json/value.hpp>
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace smartmove::web {

/// HTML that a trusted renderer made. The only way for raw HTML into a page: a template may use `{{{name}}}` only for
/// names ending in `_html`, and View takes such a name only with a SafeHtml.
class SafeHtml {
 public:
  SafeHtml() = default;
  /// For renderers that have escaped everything they took from outside.
  static SafeHtml trusted(std::string html) { return SafeHtml(std::move(html)); }
  const std::string& str() const { return html_; }
  bool empty() const { return html_.empty(); }

 private:
  explicit SafeHtml(std::string html) : html_(std::move(html)) {}
  std::string html_;
};

/// A view model: what a template may show. Names are snake_case. An empty text prints nothing and is false in a
/// section. Not thread-safe; build one a page.
class View {
 public:
  View() : data_(kainjow::mustache::data::type::object) {}

  View& set(const std::string& name, const std::string& value);
  View& set(const std::string& name, std::string_view value) { return set(name, std::string(value)); }
  View& set(const std::string& name, const char* value) { return set(name, std::string(value)); }
  View& set(const std::string& name, bool value);
  View& set(const std::string& name, View value);
  View& set(const std::string& name, std::vector<View> list);                ///< an empty list is false in a section
  View& set(const std::string& name, const std::vector<std::string>& list);  ///< items as `{{.}}`
  View& set(const std::string& name,
            const SafeHtml& html);  ///< name must end in `_html` (else std::logic_error), others must not

  const kainjow::mustache::data& data() const { return data_; }

 private:
  kainjow::mustache::data data_;
};

}  // namespace smartmove::web
