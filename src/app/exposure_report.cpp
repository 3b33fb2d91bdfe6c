#include "app/exposure_report.hpp"

#include <algorithm>
#include <chrono>

#include "base/embedded.hpp"
#include "content/document_store.hpp"
#include "content/pages.hpp"
#include "places/fact_store.hpp"
#include "profiles/people.hpp"

namespace smartmove::app {
namespace {

constexpr int longest_days = 3 * 366;

base::Result<> set_period(ExposureReport& report, const ExposurePeriod& wanted, base::Date today) {
  report.until = wanted.until.value_or(today);
  report.from = wanted.from.value_or(base::Date{report.until.year, 1, 1});
  const int days = base::days_between(report.from, report.until);
  if (days < 0) {
    return base::fail(base::ErrorKind::invalid, "--until " + base::to_string(report.until) + " lies before --from " +
                                                    base::to_string(report.from) + ": turn them round.");
  }
  if (days >= longest_days) {
    return base::fail(base::ErrorKind::invalid, "--from and --until are over three years apart: ask for less at once.");
  }
  return {};
}

class Reporter {
 public:
  Reporter(const content::RenderServices& services, storage::Session& session, content::Region region,
           base::Instant now)
      : services_(services), session_(session), region_(std::move(region)), now_(now) {}

  base::Result<> add_pages(const std::string& language, ExposureReport& report) {
    const auto zone = TRY(base::TimeZone::find(region_.time_zone));
    const auto end = zone.start_of(base::day_after(report.until)) - std::chrono::milliseconds(1);
    content::RenderContext context(services_, session_, region_, language, now_);
    const auto people = TRY(profiles::people_between(context, {report.from.year, 1, 1}, end));
    content::DocumentStore store(session_);
    std::vector<StageExposure> stages;
    for (const auto& [name, type] : services_.registry.document_types()) {
      if (type.paths.empty()) continue;
      for (const auto& document : TRY(store.published_of_type(name, language, now_))) {
        for (const auto& stage : TRY(stages_of(type, document)))
          stages.push_back(count(stage, people, document, report));
      }
    }
    std::stable_sort(stages.begin(), stages.end(), [](const auto& a, const auto& b) { return a.page < b.page; });
    std::move(stages.begin(), stages.end(), std::back_inserter(report.stages));
    return {};
  }

 private:
  base::Result<std::vector<profiles::Stage>> stages_of(const content::DocumentType& type,
                                                       const content::PublishedDocument& document) {
    content::RenderContext context(services_, session_, region_, document.language, now_);
    TRY(type.view(document, context));
    std::vector<profiles::Stage> stages;
    for (const auto& remark : context.remarks()) {
      if (remark.kind == "people") stages.push_back(TRY(base::from_json<profiles::Stage>(remark.said)));
    }
    return stages;
  }

  static StageExposure count(const profiles::Stage& stage, const std::vector<profiles::Person>& people,
                             const content::PublishedDocument& document, const ExposureReport& report) {
    std::vector<profiles::Candidate> candidates;
    for (const auto& person : people) {
      if (stage.admits(person)) candidates.push_back(person.candidate());
    }
    return {document.path, stage.heading, stage.count,
            profiles::exposure(candidates, stage.count, report.from, report.until)};
  }

  const content::RenderServices& services_;
  storage::Session& session_;
  content::Region region_;
  base::Instant now_;
};

}  // namespace

base::Result<ExposureReport> exposure_report(storage::Database& database, const Features& features,
                                             const ExposurePeriod& period, base::Instant now) {
  const auto translations = TRY(base::Translations::load(base::embedded::translations()));
  const auto templates =
      TRY(web::Templates::load(base::embedded::templates(), translations, template_names(features.registry())));
  const content::RenderServices services{features.registry(), templates, translations, figure_sources(translations)};
  return database.read([&](storage::Session& session) -> base::Result<ExposureReport> {
    const auto region = TRY(content::require_region(session));
    ExposureReport report;
    TRY(set_period(report, period, TRY(base::TimeZone::find(region.time_zone)).date_of(now)));
    Reporter reporter(services, session, region, now);
    for (const auto& language : region.languages) TRY(reporter.add_pages(language, report));
    for (const auto& place : TRY(places::FactStore(session).places())) {
      report.places.emplace_back(place.code, places::in_language(place.names, region.first_language()));
    }
    return report;
  });
}

}  // namespace smartmove::app
