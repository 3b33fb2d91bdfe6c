#pragma once

#include <cstdint>
#include <optional>

#include "base/time.hpp"
#include "storage/database.hpp"
#include "tasks/clock.hpp"
#include "tasks/runner.hpp"
#include "tasks/scheduler.hpp"

namespace smartmove::content {

/// The publishing schedule as events. What is public is decided when it is read, by `visible_from` and `visible_until`;
/// but caches, a CDN and the search index have to hear of the moment. Each is announced once over all nodes, as a
/// change of the document (`document:TYPE/KEY`, `type:TYPE`, `addresses`); those that passed while nothing ran, at the
/// start. `now` is tasks::database_now().

/// The first moment that has not been announced, past or to come; 1970 if the clock was set back behind what has been.
base::Result<std::optional<base::Instant>> next_announcement(storage::Session& session, base::Instant now);

/// Announces all that have passed. How many moments that were: one for each document, language and coming or going.
base::Result<std::int64_t> announce_schedule(storage::Session& session, base::Instant now);

/// How many moments have passed without having been announced.
base::Result<std::int64_t> overdue_announcements(storage::Session& session, base::Instant now);

tasks::Duty schedule_duty();
tasks::Handler schedule_handler(storage::Database& database, tasks::Clock clock = tasks::database_now);

}  // namespace smartmove::content
