#include "tasks/housekeeping.hpp"

#include "base/log.hpp"
#include "storage/maintenance.hpp"
#include "tasks/queue.hpp"

namespace smartmove::tasks {
namespace {

constexpr const char* prune_kind = "tasks.prune";
constexpr const char* optimise_kind = "storage.optimize";

base::Result<> prune(storage::Database& database, const Clock& clock) {
  const auto forgotten = TRY(database.write([&](storage::Session& session) -> base::Result<std::int64_t> {
    return Queue(session).prune(TRY(clock(session)) - done_is_kept_for);
  }));
  base::log(spdlog::level::info, "tasks_pruned", {{"count", forgotten}});
  return {};
}

}  // namespace

std::vector<Duty> housekeeping_duties() {
  return {{prune_kind, Schedule(Daily{3, 10})}, {optimise_kind, Schedule(Daily{3, 20})}};
}

std::vector<Handler> housekeeping_handlers(storage::Database& database, Clock clock) {
  return {{prune_kind, [&database, clock = std::move(clock)](
                           const Claim&, const std::stop_token&) { return prune(database, clock); }},
          {optimise_kind, [&database](const Claim&, const std::stop_token&) { return storage::optimize(database); }}};
}

}  // namespace smartmove::tasks
