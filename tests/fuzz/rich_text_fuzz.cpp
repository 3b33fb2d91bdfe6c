// links: content
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "balanced.hpp"
#include "content/rich_text.hpp"

namespace {

using namespace smartmove;

class Resolver : public content::RichTextResolver {
 public:
  std::string href(const std::string& target) override { return target.size() % 3 == 0 ? std::string() : target; }
  content::Figure figure(const std::string& place, const std::string& indicator) override {
    content::Figure figure;
    figure.place_code = place;
    figure.indicator_code = indicator;
    figure.known = indicator.size() % 2 == 0;
    figure.value = place + "<" + indicator;
    return figure;
  }
};

}  // namespace

/// Any JSON is refused with a reason or is rich text that becomes balanced HTML and comes back as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = base::parse_json({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!json) return 0;
  const auto text = base::from_json<content::RichText>(*json, "fuzz");
  if (!text) {
    if (text.error().problems.empty()) std::abort();
    return 0;
  }
  Resolver resolver;
  check_rich_text_html(content::render_rich_text(*text, resolver).str());
  (void)content::plain_text(*text);
  const auto again = base::parse_json(base::pretty_json(base::to_json(*text)), "again");
  if (!again || *again != *json) std::abort();
  return 0;
}
