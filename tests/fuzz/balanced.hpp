#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// Aborts unless `html` is what rich text may become: its few elements, closed in order, every other `<` and quote
/// escaped.
inline void check_rich_text_html(std::string_view html) {
  constexpr std::string_view known[] = {"p",  "h2",         "h3",     "h4", "ul", "ol",
                                        "li", "blockquote", "strong", "em", "a",  "data"};
  std::vector<std::string_view> open;
  for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at)) {
    const auto end = html.find('>', at);
    if (end == html.npos) std::abort();
    auto tag = html.substr(at + 1, end - at - 1);
    at = end;
    if (tag == "br") continue;
    const bool closing = tag.starts_with('/');
    if (closing) tag.remove_prefix(1);
    const auto name = tag.substr(0, tag.find(' '));
    bool allowed = false;
    for (const auto each : known) allowed = allowed || each == name;
    if (!allowed) std::abort();
    if (closing) {
      if (open.empty() || open.back() != name) std::abort();
      open.pop_back();
      continue;
    }
    if (tag.find("javascript:") != tag.npos || tag.find(" on") != tag.npos) std::abort();
    for (const auto outer : open) {
      if (name == "a" && outer == "a") std::abort();
    }
    open.push_back(name);
  }
  if (!open.empty()) std::abort();
}
