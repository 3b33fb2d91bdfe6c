// links: sources
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sources/json_stat.hpp"

using namespace smartmove;

/// Any bytes as JSON-stat: problems with their place, or a cube whose every cell can be asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cube = sources::parse_json_stat({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!cube) {
    if (cube.error().problems.empty()) std::abort();
    return 0;
  }
  std::size_t cells = 1;
  for (const auto& dimension : cube->dimensions) cells *= dimension.codes.size();
  if (!cube->values.empty() && cube->values.size() != cells) std::abort();
  sources::CubeQuery query;
  for (const auto& dimension : cube->dimensions) {
    if (query.region.empty()) {
      query.region = dimension.id;
    } else if (query.time.empty()) {
      query.time = dimension.id;
    } else {
      query.select[dimension.id] = dimension.codes;
    }
  }
  if (const auto found = sources::cells_of(*cube, query); !found && found.error().message.empty()) std::abort();
  return 0;
}
