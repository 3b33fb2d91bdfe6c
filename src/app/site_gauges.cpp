#include "app/site_gauges.hpp"

#include <fmt/format.h>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>

#include "content/document_store.hpp"
#include "places/figures.hpp"
#include "sources/source_store.hpp"
#include "storage/migrations.hpp"
#include "tasks/clock.hpp"

namespace smartmove::app {
namespace {

constexpr std::chrono::minutes count_pause{1};

// Not a number where the database does not answer, or there is no site yet.
double stale_figures(storage::Database& database) {
  const auto count = database.read([](storage::Session& session) -> base::Result<double> {
    const auto region = TRY(content::DocumentStore(session).region());
    if (!region) return std::numeric_limits<double>::quiet_NaN();
    const auto today = TRY(base::TimeZone::find(region->time_zone)).date_of(base::now());
    return static_cast<double>(TRY(places::count_stale(session, today)));
  });
  return count ? *count : std::numeric_limits<double>::quiet_NaN();
}

using Series = std::vector<std::pair<std::string, double>>;

// One that was never pulled is infinitely old, so that an alarm rings; none while the database does not answer.
Series pull_ages(storage::Database& database) {
  const auto ages = database.read([](storage::Session& session) -> base::Result<Series> {
    sources::SourceStore store(session);
    const auto now = TRY(tasks::database_now(session));
    const auto pulls = TRY(store.last_pulls());
    Series all;
    for (const auto& [key, source] : TRY(store.all())) {
      const auto last = pulls.find(key);
      const auto age = last == pulls.end() ? std::numeric_limits<double>::infinity()
                                           : std::chrono::duration<double>(now - last->second).count();
      all.emplace_back(fmt::format("{{source=\"{}\"}}", key), age);
    }
    return all;
  });
  return ages ? *ages : Series{};
}

}  // namespace

web::Metrics::Read at_most_every(std::chrono::steady_clock::duration pause, web::Metrics::Read value) {
  struct Remembered {
    std::mutex mutex;
    std::optional<std::chrono::steady_clock::time_point> asked;
    double value = 0;
  };
  return [pause, value = std::move(value), remembered = std::make_shared<Remembered>()] {
    const std::lock_guard lock(remembered->mutex);
    const auto now = std::chrono::steady_clock::now();
    if (!remembered->asked || now - *remembered->asked >= pause) {
      remembered->value = value();
      remembered->asked = now;
    }
    return remembered->value;
  };
}

base::Result<> add_site_gauges(web::Metrics& metrics, storage::Database& database) {
  const auto migrations = TRY(storage::migrations_for(database.dialect(), base::embedded::migrations()));
  const auto latest = migrations.empty() ? std::string() : migrations.back().name;
  metrics.add(fmt::format("smartmove_schema_migrations{{latest=\"{}\"}}", latest),
              "Migrations of the database's schema, and the last of them.",
              [count = static_cast<double>(migrations.size())] { return count; });
  metrics.add("smartmove_facts_stale", "Figures that the site shows past their shelf life; counted once a minute.",
              at_most_every(count_pause, [&database] { return stale_figures(database); }));
  metrics.add_series("smartmove_facts_pull_age_seconds",
                     "How long ago each source of figures was last pulled with success.",
                     [&database] { return pull_ages(database); });
  return {};
}

}  // namespace smartmove::app
