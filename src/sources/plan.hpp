#pragma once

#include <map>
#include <string>
#include <vector>

#include "places/fact.hpp"
#include "sources/gather.hpp"

namespace smartmove::sources {

/// A figure as it would become, and as it is.
struct Step {
  places::Fact after;
  std::optional<places::Fact> before;
  std::string reason{};  ///< why it is held
};

/// What a pull would do. Pure: the same answers on the same facts give the same plan.
struct Plan {
  std::vector<Step> steps;  ///< to be applied: without `before` it is new
  std::vector<Step> held;   ///< for somebody to approve
  std::int64_t unchanged = 0;
  std::int64_t unknown = 0;       ///< answered without a figure
  std::int64_t not_modified = 0;  ///< feeds of which the service says that nothing has changed
  Refusals refusals;

  std::int64_t added() const;
  std::int64_t changed() const;
};

/// What a plan is made from beside the answers.
struct PlanContext {
  const Source& source;
  const PlaceCodes& codes;
  const std::map<std::string, places::Indicator>& indicators;
  const std::map<std::string, std::vector<places::Fact>>& stored;  ///< by indicator; those of the source's feeds
  base::Date today;
  int max_jump_percent = 0;  ///< 0 holds nothing
};

/// Rules:
/// - A figure is held that is further than the percentage from the one it would replace, or, where its period follows
///   on the last known one, from that one; and one that was known and is gone.
/// - The same figure from the same source is unchanged, whenever it was retrieved.
/// - An unknown figure is only kept of a place that nothing is known of: it must not hide an older known one.
/// - Two figures of a feed for one place and period are both refused, as is a feed in another unit than its indicator.
Plan make_plan(const Gathered& gathered, const PlanContext& context);

}  // namespace smartmove::sources
