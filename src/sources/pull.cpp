#include "sources/pull.hpp"

#include <fmt/format.h>
#include <set>

#include "base/text.hpp"
#include "content/document_store.hpp"
#include "sources/source_store.hpp"
#include "tasks/clock.hpp"

namespace smartmove::sources {
namespace {

using base::ErrorKind;
using places::Fact;

/// What a pull begins from.
struct Start {
  Source source;
  std::vector<places::Place> places;
  Validators validators;
  base::Instant now;
  base::Date today;
};

base::Result<base::Date> today_of(storage::Session& session, base::Instant now) {
  const auto region = TRY(content::DocumentStore(session).region());
  return TRY(base::TimeZone::find(region ? region->time_zone : "UTC")).date_of(now);
}

base::Result<Start> start(storage::Session& session, const std::string& key) {
  SourceStore store(session);
  auto source = TRY(store.find(key));
  if (!source) {
    std::vector<std::string> keys;
    for (const auto& [each, definition] : TRY(store.all())) keys.push_back(each);
    return base::fail(ErrorKind::not_found,
                      fmt::format("There is no source {}. {}", base::quote(key),
                                  keys.empty() ? std::string("A content pack brings them, in its folder sources.")
                                               : fmt::format("There are {}.", fmt::join(keys, ", "))));
  }
  const auto now = TRY(tasks::database_now(session));
  auto places = TRY(places::FactStore(session).places());
  auto validators = TRY(store.validators(key));
  const auto today = TRY(today_of(session, now));
  return Start{*std::move(source), std::move(places), std::move(validators), now, today};
}

base::Result<Plan> plan(storage::Session& session, const Start& from, const PlaceCodes& codes, const Gathered& gathered,
                        int max_jump_percent) {
  places::FactStore facts(session);
  std::map<std::string, places::Indicator> indicators;
  std::map<std::string, std::vector<Fact>> stored;
  for (const auto& feed : from.source.feeds) {
    if (const auto indicator = TRY(facts.indicator(feed.indicator))) indicators.emplace(feed.indicator, *indicator);
    stored.emplace(feed.indicator, TRY(facts.facts("", feed.indicator)));
  }
  return make_plan(gathered, {from.source, codes, indicators, stored, from.today, max_jump_percent});
}

/// What pages show of the facts that change.
class Tags {
 public:
  void add(const Fact& fact) { tags_.insert({"facts", "fact:" + fact.place + "/" + fact.indicator}); }
  void announce(storage::Session& session) const {
    if (!tags_.empty()) session.announce({{tags_.begin(), tags_.end()}});
  }

 private:
  std::set<std::string> tags_;
};

Run describe(const Plan& plan, const std::string& key, base::Instant began, base::Instant now) {
  Run run;
  run.id = RunId::generate();
  run.source = key;
  run.state = plan.held.empty() ? RunState::applied : RunState::held;
  run.started_at = began;
  run.ended_at = now;
  run.added = plan.added();
  run.changed = plan.changed();
  run.unchanged = plan.unchanged;
  run.unknown = plan.unknown;
  run.held = static_cast<std::int64_t>(plan.held.size());
  run.refused = plan.refusals.count();
  run.refusals = base::to_json(plan.refusals.all());
  return run;
}

base::Result<RunId> apply(storage::Session& session, const Plan& plan, const std::string& key, const Start& from,
                          const Validators& seen) {
  SourceStore store(session);
  places::FactStore facts(session);
  const auto run = describe(plan, key, from.now, TRY(tasks::database_now(session)));
  // What the service calls unchanged was not looked at again, and may be what is held.
  if (plan.not_modified == 0) TRY(store.drop_held(key));
  TRY(store.add_run(run));
  Tags tags;
  for (const auto& step : plan.steps) {
    TRY(facts.put_fact(step.after));
    TRY(store.add_row(run.id, {step.after, step.before, RowAction::applied, ""}));
    tags.add(step.after);
  }
  tags.announce(session);
  for (const auto& step : plan.held) {
    TRY(store.add_row(run.id, {step.after, step.before, RowAction::held, step.reason}));
  }
  // With something refused, the same answer is looked at again the next time.
  TRY(store.set_validators(key, plan.refusals.count() == 0 ? seen : Validators{}));
  return run.id;
}

base::Result<> record_failure(storage::Database& database, const std::string& key, base::Instant began,
                              const base::Error& error) {
  Run run;
  run.id = RunId::generate();
  run.source = key;
  run.state = RunState::failed;
  run.started_at = began;
  run.message = error.message;
  if (!error.problems.empty()) {
    const auto& first = error.problems.front();
    run.message += fmt::format(" {}: found {}, expected {}.", first.where, first.found, first.expected);
  }
  run.message = base::valid_utf8(run.message.substr(0, 2000));
  std::erase(run.message, '\0');
  return database.write([&](storage::Session& session) -> base::Result<> {
    run.ended_at = TRY(tasks::database_now(session));
    return SourceStore(session).add_run(run);
  });
}

base::Result<Pulled> pull_from(storage::Database& database, const PullSettings& settings, const std::string& key,
                               const Start& from, PullMode mode, const fetch::Wait& wait, const Progress& progress) {
  const PlaceCodes codes(from.source, from.places);
  const auto service = settings.services.find(from.source.service);
  Web web(service == settings.services.end() ? std::string() : service->second.url, settings.client,
          settings.patience(from.source.service), wait, from.validators);
  const GatherLimits limits{from.today.year, settings.most_cells, settings.acs_key};
  const auto gathered = TRY(gather(from.source, codes, web, limits, progress));
  Pulled pulled;
  if (mode == PullMode::dry_run) {
    pulled.plan = TRY(database.read(
        [&](storage::Session& session) { return plan(session, from, codes, gathered, settings.max_jump_percent); }));
    return pulled;
  }
  return database.write([&](storage::Session& session) -> base::Result<Pulled> {
    const auto source = TRY(SourceStore(session).find(key));
    if (!source || base::to_json(*source) != base::to_json(from.source)) {
      return base::fail(ErrorKind::conflict,
                        fmt::format("The source {} was changed while it was being pulled. Pull it again.", key));
    }
    Pulled done;
    done.plan = TRY(plan(session, from, codes, gathered, settings.max_jump_percent));
    done.run = TRY(apply(session, done.plan, key, from, web.seen()));
    return done;
  });
}

base::Result<Run> find_run(SourceStore& store, RunId id) {
  auto run = TRY(store.run(id));
  if (run) return *std::move(run);
  return base::fail(ErrorKind::not_found,
                    fmt::format("There is no run {}: \"smartmove facts runs\" lists them.", id.to_string()));
}

/// Of the figures that a run has put there, those that are not so any longer.
base::Result<std::vector<std::string>> changed_since(places::FactStore& facts, const std::vector<RunRow>& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) {
    if (row.action != RowAction::applied) continue;
    const auto& after = row.after;
    bool as_left = false;
    for (const auto& fact : TRY(facts.facts(after.place, after.indicator))) as_left = as_left || fact == after;
    if (!as_left) names.push_back(fmt::format("{}/{} {}", after.place, after.indicator, after.period));
  }
  return names;
}

base::Result<> put_back(places::FactStore& facts, const RunRow& row) {
  if (!row.before) return facts.remove_fact(row.after);
  TRY(facts.put_fact(*row.before));
  return {};
}

}  // namespace

base::Result<Pulled> pull(storage::Database& database, const PullSettings& settings, const std::string& key,
                          PullMode mode, const fetch::Wait& wait, const Progress& progress) {
  const auto from = TRY(database.read([&](storage::Session& session) { return start(session, key); }));
  auto pulled = pull_from(database, settings, key, from, mode, wait, progress);
  if (!pulled && mode == PullMode::apply) TRY(record_failure(database, key, from.now, pulled.error()));
  return pulled;
}

base::Result<Run> approve(storage::Database& database, RunId id) {
  return database.write([&](storage::Session& session) -> base::Result<Run> {
    SourceStore store(session);
    places::FactStore facts(session);
    auto run = TRY(find_run(store, id));
    if (run.state != RunState::held) {
      return base::fail(ErrorKind::conflict, fmt::format("Run {} holds nothing for approval.", id.to_string()));
    }
    Tags tags;
    for (auto& row : TRY(store.rows(id))) {
      if (row.action != RowAction::held) continue;
      row.before.reset();
      for (const auto& fact : TRY(facts.facts(row.after.place, row.after.indicator))) {
        if (fact.period == row.after.period) row.before = fact;
      }
      row.action = RowAction::applied;
      TRY(facts.put_fact(row.after));
      TRY(store.set_row(id, row));
      tags.add(row.after);
    }
    tags.announce(session);
    TRY(store.set_state(id, RunState::applied));
    run.state = RunState::applied;
    return run;
  });
}

base::Result<Run> undo(storage::Database& database, RunId id) {
  return database.write([&](storage::Session& session) -> base::Result<Run> {
    SourceStore store(session);
    places::FactStore facts(session);
    auto run = TRY(find_run(store, id));
    if (run.state == RunState::failed || run.state == RunState::undone) {
      return base::fail(ErrorKind::conflict, fmt::format("Run {} {}.", id.to_string(),
                                                         run.state == RunState::failed ? "failed and changed nothing"
                                                                                       : "is undone already"));
    }
    const auto rows = TRY(store.rows(id));
    const auto changed = TRY(changed_since(facts, rows));
    if (!changed.empty()) {
      return base::fail(ErrorKind::conflict,
                        fmt::format("{} of the run's figures, the first of them {}, have been changed since. Undo what "
                                    "changed them first.",
                                    changed.size(), changed.front()));
    }
    Tags tags;
    for (const auto& row : rows) {
      if (row.action != RowAction::applied) continue;
      TRY(put_back(facts, row));
      tags.add(row.after);
    }
    tags.announce(session);
    TRY(store.set_state(id, RunState::undone));
    TRY(store.set_validators(run.source, {}));
    run.state = RunState::undone;
    return run;
  });
}

}  // namespace smartmove::sources
