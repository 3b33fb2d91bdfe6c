// links: places
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "places/period.hpp"

/// Any bytes as a period: refused, or days in order that both languages have words for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using smartmove::places::Period;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto period = Period::parse(text);
  if (!period) return 0;
  if (period->last() < period->first() || period->text() != text) std::abort();
  if (!smartmove::base::exists(period->first()) || !smartmove::base::exists(period->last())) std::abort();
  if (period->in_words("sv").empty() || period->in_words("en").empty()) std::abort();
  return 0;
}
