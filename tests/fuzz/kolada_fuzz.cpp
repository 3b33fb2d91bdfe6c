// links: sources
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sources/kolada.hpp"

using namespace smartmove;

/// Any bytes as a page of Kolada: problems with their place, or figures that are numbers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto page = sources::parse_kolada({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!page) {
    if (page.error().problems.empty()) std::abort();
    return 0;
  }
  for (const auto& value : page->values) {
    if (value.value && !std::isfinite(*value.value)) std::abort();
  }
  return 0;
}
