#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::content {

/// Rich text made from Markdown, with where each part stood.
struct MarkdownText {
  boost::json::value document;               ///< ProseMirror JSON, not yet checked against the allow-list
  std::map<std::string, std::string> lines;  ///< JSON pointer within `document` → `origin:line`
  std::vector<base::Problem> problems;       ///< what rich text does not have: images, raw HTML, tables, code
};

/// CommonMark by cmark-gfm. `{fact:PLACE/INDICATOR}` in running text becomes a fact node.
MarkdownText markdown_to_rich_text(std::string_view markdown, const std::string& origin);

}  // namespace smartmove::content
