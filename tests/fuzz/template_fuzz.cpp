// links: web
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "web/templates.hpp"

namespace {

using smartmove::base::embedded::File;
using smartmove::web::View;

const smartmove::base::Translations& translations() {
  static const auto loaded = [] {
    const std::array<File, 1> files{{{"sv.json", R"({"a": "<b> & '{{x}}'", "c": "{n}"})"}}};
    return smartmove::base::Translations::load(files).value();
  }();
  return loaded;
}

View make_view() {
  std::vector<View> items(2);
  items[0].set("a", "<script>").set("b", true);
  items[1].set("a", "x").set("words", std::vector<std::string>{"<i>", "&"});
  View view;
  view.set("a", "<script>").set("items", std::move(items)).set("a_html", smartmove::web::SafeHtml::trusted("<em>"));
  return view;
}

}  // namespace

/// A template is refused or can be shown; what the view holds never gets out unescaped.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::array<File, 2> files{{{"site/page.html", text}, {"site/part.html", "<p>{{a}}{{t:a}}</p>\n"}}};
  const auto templates = smartmove::web::Templates::load(files, translations(), {"site/page", "site/part"});
  if (!templates) {
    if (templates.error().problems.empty()) std::abort();
    return 0;
  }
  const auto html = templates->render("site/page", "sv", make_view()).str();
  if (text.find("<s") == std::string::npos && html.find("<script>") != std::string::npos) std::abort();
  return 0;
}
