#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sources/pull_settings.hpp"
#include "storage/database.hpp"
#include "tasks/runner.hpp"
#include "tasks/scheduler.hpp"

namespace smartmove::sources {

/// Every day at that time, each source is pulled, as a task of its own that is tried again. `time` is `HH:MM`, or `off`
/// for no duty at all.
std::vector<tasks::Duty> pull_duties(const std::string& time);
std::vector<tasks::Handler> pull_handlers(storage::Database& database, PullSettings settings);

}  // namespace smartmove::sources
