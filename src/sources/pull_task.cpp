#include "sources/pull_task.hpp"

#include "base/log.hpp"
#include "sources/pull.hpp"
#include "sources/source_store.hpp"
#include "tasks/queue.hpp"

namespace smartmove::sources {
namespace {

constexpr const char* every_kind = "facts.pull_every";
constexpr const char* one_kind = "facts.pull";

base::Result<> enqueue_each(storage::Database& database) {
  return database.write([](storage::Session& session) -> base::Result<> {
    const auto now = TRY(tasks::database_now(session));
    for (const auto& [key, source] : TRY(SourceStore(session).all())) {
      TRY(tasks::Queue(session).enqueue({.kind = one_kind, .key = key, .max_attempts = 5}, now));
    }
    return {};
  });
}

base::Result<> pull_one(storage::Database& database, const PullSettings& settings, const std::string& source,
                        const std::stop_token& stop) {
  const auto done = pull(database, settings, source, PullMode::apply, fetch::wait_until_stopped(stop),
                         [](std::size_t, std::size_t) {});
  if (!done && done.error().kind == base::ErrorKind::not_found) return {};  // it was taken away meanwhile
  if (!done) return base::fail(done.error());
  const auto& plan = done->plan;
  base::log(plan.held.empty() ? spdlog::level::info : spdlog::level::warn, "facts_pulled",
            {{"source", source},
             {"run", done->run ? done->run->to_string() : ""},
             {"added", plan.added()},
             {"changed", plan.changed()},
             {"held", plan.held.size()},
             {"refused", plan.refusals.count()}});
  return {};
}

}  // namespace

std::vector<tasks::Duty> pull_duties(const std::string& time) {
  if (time == "off") return {};
  return {{every_kind, tasks::Schedule(tasks::Daily{std::stoi(time.substr(0, 2)), std::stoi(time.substr(3, 2))})}};
}

std::vector<tasks::Handler> pull_handlers(storage::Database& database, PullSettings settings) {
  return {
      {every_kind, [&database](const tasks::Claim&, const std::stop_token&) { return enqueue_each(database); }},
      {one_kind, [&database, settings = std::move(settings)](const tasks::Claim& task, const std::stop_token& stop) {
         return pull_one(database, settings, task.key, stop);
       }}};
}

}  // namespace smartmove::sources
