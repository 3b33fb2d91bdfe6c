#pragma once

#include <chrono>
#include <vector>

#include "storage/database.hpp"
#include "tasks/clock.hpp"
#include "tasks/runner.hpp"
#include "tasks/scheduler.hpp"

namespace smartmove::tasks {

constexpr std::chrono::hours done_is_kept_for = std::chrono::days(7);

/// Nightly: forgets tasks that were done long ago, and lets the database bring its statistics up to date.
std::vector<Duty> housekeeping_duties();
std::vector<Handler> housekeeping_handlers(storage::Database& database, Clock clock = database_now);

}  // namespace smartmove::tasks
