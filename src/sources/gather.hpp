#pragma once

#include <functional>
#include <vector>

#include "sources/json_stat.hpp"
#include "sources/place_codes.hpp"
#include "sources/refusal.hpp"
#include "sources/source.hpp"
#include "sources/web.hpp"

namespace smartmove::sources {

/// What a service said of one feed.
struct FeedCells {
  std::vector<Cell> cells;
  bool not_modified = false;  ///< the service says that nothing has changed since it was taken
  bool refused = false;       ///< it does not fit: its reason is among the refusals
};

struct Gathered {
  std::vector<FeedCells> feeds;  ///< as the source's
  Refusals refusals;
};

/// Told of each call that has been answered.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

struct GatherLimits {
  int this_year = 0;
  std::size_t most_cells = 150'000;  ///< of one PxWebApi answer
  std::string acs_key{};             ///< of the Census Bureau; may be empty
};

/// Asks a service for all that a source names. A feed that does not fit what the service has is refused, and the others
/// go on; an answer that cannot be had or read is an Error, and nothing of it counts.
base::Result<Gathered> gather(const Source& source, const PlaceCodes& codes, Web& web, const GatherLimits& limits,
                              const Progress& progress);

}  // namespace smartmove::sources
