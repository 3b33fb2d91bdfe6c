#pragma once

#include <boost/json.hpp>
#include <string>

#include "base/json.hpp"
#include "content/figure.hpp"
#include "web/view.hpp"

namespace smartmove::content {

/// Rich text as ProseMirror JSON with the node and mark names of TipTap's standard extensions, and one of our own:
/// `{"type": "fact", "attrs": {"place": "1881", "indicator": "population"}}`. Always a checked document: no other node,
/// mark or attribute than those of the allow-list (rich_text.cpp), links as in link_target_expected().
struct RichText {
  boost::json::value document = boost::json::object{{"type", "doc"}, {"content", boost::json::array{}}};
  bool empty() const;
};

/// What a renderer of rich text needs to know of the world.
class RichTextResolver {
 public:
  virtual ~RichTextResolver() = default;
  /// The address a link target leads to; empty when the document is not published in this language.
  virtual std::string href(const std::string& target) = 0;
  /// The figure of `place` and `indicator`, noted as used on this page.
  virtual Figure figure(const std::string& place, const std::string& indicator) = 0;
};

/// HTML of the allow-list: p, h2–h4, ul, ol, li, blockquote, strong, em, a, br, data. Everything else is escaped. A
/// link whose target is not published is given as its text only.
web::SafeHtml render_rich_text(const RichText& text, RichTextResolver& resolver);

/// The words alone, blocks separated by newlines; `…` stands for a figure.
std::string plain_text(const RichText& text);

}  // namespace smartmove::content

namespace smartmove::base {

template <>
struct JsonCodec<content::RichText> {
  static void read(const boost::json::value& value, JsonReader& reader, content::RichText& out);
  static boost::json::value write(const content::RichText& text) { return text.document; }
  static boost::json::object schema() {
    return {{"type", "object"}, {"x-rich-text", true}, {"description", "ProseMirror document"}};
  }
};

}  // namespace smartmove::base
