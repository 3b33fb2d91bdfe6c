#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace smartmove::tasks {

using TaskId = base::Id<struct TaskTag>;

/// waiting: for its time, or for another attempt. running: claimed. done: kept for a while. dead: given up, kept with
/// its error until somebody retries or discards it.
enum class State { waiting, running, done, dead };
BOOST_DESCRIBE_ENUM(State, waiting, running, done, dead)

/// A task as it stands in the database.
struct Task {
  TaskId id;
  std::string kind;  ///< `content.announce_schedule`: whose handler runs it
  std::string key;
  boost::json::value payload;
  State state = State::waiting;
  base::Instant run_at;  ///< not before then
  int attempts = 0;      ///< begun so far
  int max_attempts = 1;
  std::optional<std::string> claimed_by;       ///< while running: `HOST:PROCESS:…`
  std::optional<base::Instant> claimed_until;  ///< while running: the end of the lease
  std::optional<std::string> last_error;
  base::Instant created_at;
  base::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, kind, key, payload, state, run_at, attempts, max_attempts, claimed_by, claimed_until,
                       last_error, created_at, changed_at))

/// A task that a runner holds.
struct Claim {
  TaskId id;
  std::string kind;
  std::string key;
  boost::json::value payload;
  int attempts = 0;  ///< this one included
  int max_attempts = 1;
  std::string claimed_by;  ///< this claim's own, so that a lost one cannot end another's
};
BOOST_DESCRIBE_STRUCT(Claim, (), (id, kind, key, payload, attempts, max_attempts, claimed_by))

}  // namespace smartmove::tasks
