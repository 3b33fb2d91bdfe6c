#include "sources/source_store.hpp"

#include <algorithm>
#include <tuple>

#include "sources/sql.hpp"

namespace smartmove::sources {
namespace {

struct SourceRow {
  std::string key;
  boost::json::value definition;
};
BOOST_DESCRIBE_STRUCT(SourceRow, (), (key, definition))

struct ValidatorRow {
  std::string url;
  std::string etag;
  std::string last_modified;
};
BOOST_DESCRIBE_STRUCT(ValidatorRow, (), (url, etag, last_modified))

struct LastPull {
  std::string source;
  base::Instant ended_at;
};
BOOST_DESCRIBE_STRUCT(LastPull, (), (source, ended_at))

/// Where a figure came from.
struct Origin {
  std::string source_name;
  std::string source_url;
  std::string licence;
  base::Date retrieved;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (source_name, source_url, licence, retrieved))

struct StoredRow {
  std::string place;
  std::string indicator;
  std::string period;
  RowAction action = RowAction::applied;
  std::string reason;
  std::optional<double> old_value;
  std::optional<std::string> old_origin;
  std::optional<double> new_value;
  std::string new_origin;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (),
                      (place, indicator, period, action, reason, old_value, old_origin, new_value, new_origin))

std::string origin_of(const places::Fact& fact) {
  return boost::json::serialize(base::to_json(Origin{fact.source_name, fact.source_url, fact.licence, fact.retrieved}));
}

base::Result<places::Fact> to_fact(const StoredRow& row, std::optional<double> value, const std::string& text) {
  const auto origin = TRY(base::from_json<Origin>(TRY(base::parse_json(text, "fact_run_row"))));
  return places::Fact{row.place,          row.indicator,     row.period,     value,
                      origin.source_name, origin.source_url, origin.licence, origin.retrieved};
}

}  // namespace

base::Result<places::Put> SourceStore::put(std::string_view key, const Source& source) {
  const auto definition = base::to_json(source);
  const auto before = TRY(session_.one<SourceRow>(sql::find_source, key));
  if (before && base::to_json(TRY(base::from_json<Source>(before->definition))) == definition) {
    return places::Put::unchanged;
  }
  TRY(session_.execute(sql::upsert_source, key, definition));
  return before ? places::Put::changed : places::Put::added;
}

base::Result<> SourceStore::remove(std::string_view key) {
  TRY(session_.execute(sql::delete_source, key));
  return {};
}

base::Result<std::optional<Source>> SourceStore::find(std::string_view key) {
  const auto row = TRY(session_.one<SourceRow>(sql::find_source, key));
  if (!row) return std::optional<Source>{};
  return std::optional(TRY(base::from_json<Source>(row->definition)));
}

base::Result<std::map<std::string, Source>> SourceStore::all() {
  std::map<std::string, Source> sources;
  for (const auto& row : TRY(session_.all<SourceRow>(sql::all_sources))) {
    sources.emplace(row.key, TRY(base::from_json<Source>(row.definition)));
  }
  return sources;
}

base::Result<> SourceStore::add_run(const Run& run) {
  TRY(session_.execute(sql::insert_run, run.id, run.source, run.state, run.started_at, run.ended_at, run.added,
                       run.changed, run.unchanged, run.unknown, run.held, run.refused, run.refusals, run.message));
  return {};
}

base::Result<> SourceStore::add_row(RunId run, const RunRow& row) {
  const auto old_origin = row.before ? std::optional(origin_of(*row.before)) : std::nullopt;
  const auto old_value = row.before ? row.before->value : std::nullopt;
  TRY(session_.execute(sql::insert_run_row, run, row.after.place, row.after.indicator, row.after.period, row.action,
                       row.reason, old_value, old_origin, row.after.value, origin_of(row.after)));
  return {};
}

base::Result<> SourceStore::set_row(RunId run, const RunRow& row) {
  TRY(session_.execute(sql::delete_run_row, run, row.after.place, row.after.indicator, row.after.period));
  return add_row(run, row);
}

base::Result<> SourceStore::set_state(RunId run, RunState state) {
  TRY(session_.execute(sql::set_run_state, state, run));
  return {};
}

base::Result<std::optional<Run>> SourceStore::run(RunId id) { return session_.one<Run>(sql::find_run, id); }

base::Result<std::vector<Run>> SourceStore::runs(std::int64_t most) {
  return session_.all<Run>(sql::newest_runs, most);
}

base::Result<std::vector<RunRow>> SourceStore::rows(RunId run) {
  std::vector<RunRow> rows;
  for (const auto& stored : TRY(session_.all<StoredRow>(sql::run_rows, run))) {
    RunRow row{TRY(to_fact(stored, stored.new_value, stored.new_origin)), std::nullopt, stored.action, stored.reason};
    if (stored.old_origin) row.before = TRY(to_fact(stored, stored.old_value, *stored.old_origin));
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const RunRow& a, const RunRow& b) {
    return std::tie(a.after.place, a.after.indicator, a.after.period) <
           std::tie(b.after.place, b.after.indicator, b.after.period);
  });
  return rows;
}

base::Result<> SourceStore::drop_held(std::string_view source) {
  TRY(session_.execute(sql::delete_held_rows, source));
  TRY(session_.execute(sql::close_held_runs, source));
  return {};
}

base::Result<std::map<std::string, base::Instant>> SourceStore::last_pulls() {
  std::map<std::string, base::Instant> all;
  for (const auto& row : TRY(session_.all<LastPull>(sql::last_pulls))) all.emplace(row.source, row.ended_at);
  return all;
}

base::Result<Validators> SourceStore::validators(std::string_view source) {
  Validators all;
  for (auto& row : TRY(session_.all<ValidatorRow>(sql::validators_of, source))) {
    all.emplace(std::move(row.url), Validator{std::move(row.etag), std::move(row.last_modified)});
  }
  return all;
}

base::Result<> SourceStore::set_validators(std::string_view source, const Validators& validators) {
  TRY(session_.execute(sql::delete_validators_of, source));
  for (const auto& [url, validator] : validators) {
    TRY(session_.execute(sql::insert_validator, source, url, validator.etag, validator.last_modified));
  }
  return {};
}

base::Result<> SourceStore::forget_validators() {
  TRY(session_.execute(sql::delete_validators));
  return {};
}

}  // namespace smartmove::sources
