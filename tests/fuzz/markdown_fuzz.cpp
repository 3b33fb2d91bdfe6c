// links: content
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "balanced.hpp"
#include "content/markdown.hpp"
#include "content/rich_text.hpp"

namespace {

using namespace smartmove;

class Resolver : public content::RichTextResolver {
 public:
  std::string href(const std::string& target) override { return target; }
  content::Figure figure(const std::string& place, const std::string& indicator) override {
    content::Figure figure;
    figure.place_code = place;
    figure.indicator_code = indicator;
    figure.value = place + "<" + indicator;
    return figure;
  }
};

}  // namespace

/// Any bytes as Markdown: problems with a line, or rich text that the allow-list takes but for links and headings.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto made = content::markdown_to_rich_text({reinterpret_cast<const char*>(data), size}, "f.md");
  for (const auto& problem : made.problems) {
    if (!problem.where.starts_with("f.md:")) std::abort();
  }
  base::JsonReader reader("f.json");
  reader.place_lines(made.lines);
  content::RichText text;
  base::read_json(made.document, reader, text);
  for (const auto& problem : reader.problems()) {
    if (!problem.where.starts_with("f.md:")) std::abort();
  }
  if (!made.problems.empty() || !reader.problems().empty()) return 0;
  Resolver resolver;
  check_rich_text_html(content::render_rich_text(text, resolver).str());
  return 0;
}
