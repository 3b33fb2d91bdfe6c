#pragma once

#include <optional>
#include <string>

#include "sources/plan.hpp"
#include "sources/pull_settings.hpp"
#include "sources/run.hpp"
#include "storage/database.hpp"

namespace smartmove::sources {

enum class PullMode { apply, dry_run };

/// What a pull did, or would do.
struct Pulled {
  std::optional<RunId> run;  ///< none of a dry run
  Plan plan;
};

/// Asks a source's service for all that the source names and takes what it says into the facts: in one transaction, or
/// not at all. A run is recorded, also of a failure. Pages that show what has changed are dropped (`fact:PLACE/…`).
/// Errors: not_found (no such source), those of the service, conflict (the source was changed meanwhile).
base::Result<Pulled> pull(storage::Database& database, const PullSettings& settings, const std::string& source,
                          PullMode mode, const fetch::Wait& wait, const Progress& progress);

/// Takes into the facts what a run holds. not_found; conflict: it holds nothing.
base::Result<Run> approve(storage::Database& database, RunId run);

/// Puts every figure of a run back to what it was before, and forgets what it holds. not_found; conflict: there is
/// nothing to undo, or figures that have been changed since (they are named).
base::Result<Run> undo(storage::Database& database, RunId run);

}  // namespace smartmove::sources
