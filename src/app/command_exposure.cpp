#include <fmt/format.h>
#include <memory>

#include "app/command.hpp"
#include "app/exposure_report.hpp"
#include "app/open_database.hpp"
#include "base/json_time.hpp"
#include "media/open_store.hpp"

namespace smartmove::app {
namespace {

struct Wishes {
  std::string from;
  std::string until;
  bool json = false;
};

base::Result<std::optional<base::Date>> day(const std::string& text) {
  if (text.empty()) return std::optional<base::Date>();
  return std::optional(TRY(base::parse_date(text)));
}

std::string place_name(const ExposureReport& report, const std::string& code) {
  for (const auto& [known, name] : report.places) {
    if (known == code) return code + " " + name;
  }
  return code;
}

void print(const ExposureReport& report) {
  for (const auto& stage : report.stages) {
    fmt::print("{}: \"{}\", {} at a time\n", stage.page, stage.heading, stage.count);
    if (stage.rows.empty()) fmt::print("  nobody to show\n");
    for (const auto& row : stage.rows) {
      const auto name = row.key.empty() ? place_name(report, row.place) : "  " + row.key;
      fmt::print("  {:<34} {:>5} days {:>6} shown\n", name, row.days, row.slots);
    }
  }
  fmt::print("{} to {}, by the rule that the pages use, from the content as it stands now.\n",
             base::to_string(report.from), base::to_string(report.until));
}

void print_json(const ExposureReport& report) {
  const boost::json::object all{{"from", base::to_string(report.from)},
                                {"until", base::to_string(report.until)},
                                {"stages", base::to_json(report.stages)}};
  fmt::print("{}", base::pretty_json(all));
}

base::Result<> report_exposure(const base::Settings& settings, const Wishes& wishes) {
  const ExposurePeriod period{TRY(day(wishes.from)), TRY(day(wishes.until))};
  const auto media = TRY(media::open_store(settings));
  const Features features(*media, media::limits_of(settings));
  const auto database = TRY(open_database(settings, storage::Access::read_only));
  const auto report = TRY(exposure_report(*database, features, period, base::now()));
  wishes.json ? print_json(report) : print(report);
  return {};
}

}  // namespace

void add_exposure(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand(
      "exposure", "Say how often each municipality and profile has its turn on each page; also while a server runs");
  auto wishes = std::make_shared<Wishes>();
  command->add_option("--from", wishes->from, "The first day, such as 2026-01-01; New Year without it");
  command->add_option("--until", wishes->until, "The last day; today without it");
  command->add_flag("--json", wishes->json, "For machines");
  command->callback([wishes, &chosen] {
    chosen = [wishes](const base::Settings& settings) { return report_exposure(settings, *wishes); };
  });
}

}  // namespace smartmove::app
