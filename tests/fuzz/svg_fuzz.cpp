// links: media
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "media/drawing.hpp"
#include "media/svg.hpp"

namespace {

/// Without what stands in quotes: a value may say anything. In text a `"` is always escaped.
std::string markup_of(std::string_view svg) {
  std::string markup;
  bool quoted = false;
  for (const char c : svg) {
    if (c == '"') quoted = !quoted;
    if (c == '"' || !quoted) markup += c;
  }
  return markup;
}

}  // namespace

/// Any text as SVG: refused in a sentence, or cleaned to something that is clean already, has a size and names nothing
/// that runs or lies outside.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto clean = smartmove::media::clean_svg(text);
  if (!clean) {
    if (clean.error().message.empty()) std::abort();
    return 0;
  }
  if (clean->width < 1 || clean->height < 1) std::abort();
  const auto again = smartmove::media::clean_svg(clean->text);
  if (!again || again->text != clean->text || again->width != clean->width) std::abort();
  // In text a `<` and a `"` are always escaped, so these can only be markup.
  for (const std::string_view word : {"<script", "<foreignObject", "<image", "<a ", "<a>", "<animate", "<set", "<!",
                                      "<?", " href=\"h", " href=\"d", " href=\"j", " href=\"/", "\"url(h", "\"url(/"}) {
    if (clean->text.find(word) != std::string::npos) std::abort();
  }
  const auto markup = markup_of(clean->text);
  for (const std::string_view word : {" onload=\"", " onclick=\"", "xlink:href=\""}) {
    if (markup.find(word) != std::string::npos) std::abort();
  }
  // Part of a page, it names nothing there and says nothing.
  const auto drawing = smartmove::media::drawing_of(clean->text);
  if (!drawing.empty() && !drawing.starts_with("<svg ")) std::abort();
  const auto drawn = markup_of(drawing);
  for (const std::string_view word :
       {" id=\"", " class=\"", " style=\"", " href=\"", " role=\"", "<text", "<style", "<use"}) {
    if (drawn.find(word) != std::string::npos) std::abort();
  }
  if (drawing.find("url(") != std::string::npos) std::abort();
  return 0;
}
