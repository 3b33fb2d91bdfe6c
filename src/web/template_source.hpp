#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::web {

/// What a mustache tag of a template does.
enum class TagKind { variable, raw, section, inverted, end, comment, partial, translation };

struct TemplateTag {
  TagKind kind = TagKind::variable;
  std::string_view name;  ///< trimmed; of a translation without `t:`
  std::size_t begin = 0;  ///< of the opening braces
  std::size_t end = 0;    ///< behind the closing braces
  int line = 1;
};

/// The tags of a template's text in their order. Adds a problem, as `file:line`, for each breach of the rules:
/// a tag or section that is not closed, changed delimiters, a raw tag whose name does not end in `_html`, names that no
/// View can hold. The views point into `text`.
std::vector<TemplateTag> scan_template(const std::string& file, std::string_view text,
                                       std::vector<base::Problem>& problems);

}  // namespace smartmove::web
