#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "places/fact_store.hpp"
#include "sources/run.hpp"
#include "sources/source.hpp"
#include "sources/web.hpp"
#include "storage/session.hpp"

namespace smartmove::sources {

/// Sources, runs, and by what the services' answers are known; within one transaction.
class SourceStore {
 public:
  explicit SourceStore(storage::Session& session) : session_(session) {}

  base::Result<places::Put> put(std::string_view key, const Source& source);
  base::Result<> remove(std::string_view key);
  base::Result<std::optional<Source>> find(std::string_view key);
  base::Result<std::map<std::string, Source>> all();

  base::Result<> add_run(const Run& run);
  base::Result<> add_row(RunId run, const RunRow& row);
  base::Result<> set_row(RunId run, const RunRow& row);  ///< what stands there of the same place, indicator and period
  base::Result<> set_state(RunId run, RunState state);
  base::Result<std::optional<Run>> run(RunId id);
  base::Result<std::vector<Run>> runs(std::int64_t most);  ///< the newest first
  base::Result<std::vector<RunRow>> rows(RunId run);       ///< by place, indicator and period
  /// Forgets what older runs of the source hold: a newer one has held it again, or has found it right.
  base::Result<> drop_held(std::string_view source);
  base::Result<std::map<std::string, base::Instant>> last_pulls();  ///< by source: when the last one ended that worked

  base::Result<Validators> validators(std::string_view source);
  base::Result<> set_validators(std::string_view source, const Validators& validators);
  base::Result<> forget_validators();

 private:
  storage::Session& session_;
};

}  // namespace smartmove::sources
