#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/json_time.hpp"
#include "places/fact.hpp"
#include "sources/refusal.hpp"

namespace smartmove::sources {

using RunId = base::Id<struct RunTag>;

/// applied: all of it is in the facts. held: but for some figures, that wait for approval. failed: nothing was changed.
/// undone: nothing of it is there any longer.
enum class RunState { applied, held, failed, undone };
BOOST_DESCRIBE_ENUM(RunState, applied, held, failed, undone)

/// One pull of one source.
struct Run {
  RunId id;
  std::string source;
  RunState state = RunState::applied;
  base::Instant started_at;
  base::Instant ended_at;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t unknown = 0;
  std::int64_t held = 0;  ///< that were held when it ran
  std::int64_t refused = 0;
  boost::json::value refusals = boost::json::array{};  ///< of Refusal
  std::string message;                                 ///< why it failed
};
BOOST_DESCRIBE_STRUCT(Run, (),
                      (id, source, state, started_at, ended_at, added, changed, unchanged, unknown, held, refused,
                       refusals, message))

enum class RowAction { applied, held };
BOOST_DESCRIBE_ENUM(RowAction, applied, held)

/// What a run did, or would do, to one figure.
struct RunRow {
  places::Fact after;
  std::optional<places::Fact> before;  ///< empty: there was none
  RowAction action = RowAction::applied;
  std::string reason;
};

}  // namespace smartmove::sources
