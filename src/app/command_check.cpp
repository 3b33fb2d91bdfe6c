#include <algorithm>
#include <fmt/format.h>

#include "app/command.hpp"
#include "app/open_database.hpp"
#include "app/survey.hpp"
#include "media/open_store.hpp"

namespace smartmove::app {
namespace {

struct Found {
  std::vector<content::Finding> findings;
};
BOOST_DESCRIBE_STRUCT(Found, (), (findings))

void print(const std::vector<content::Finding>& findings) {
  for (const auto& finding : findings) {
    fmt::print("{}: {}{} {}\n", finding.where, finding.severity == content::Severity::note ? "note: " : "",
               finding.what, finding.advice);
  }
}

base::Result<> check(const base::Settings& settings, bool as_json) {
  const auto media = TRY(media::open_store(settings));
  const Features features(*media, media::limits_of(settings));
  const auto database = TRY(open_database(settings, storage::Access::read_only));
  const auto now = base::now();
  const Found found{findings(TRY(survey(*database, features, now)), now)};
  if (as_json) {
    fmt::print("{}", base::pretty_json(base::to_json(found)));
  } else {
    print(found.findings);
  }
  const auto errors = std::count_if(found.findings.begin(), found.findings.end(),
                                    [](const auto& finding) { return finding.severity == content::Severity::error; });
  if (errors > 0) {
    return base::fail(base::ErrorKind::invalid,
                      fmt::format("The site has {} {}.", errors, errors == 1 ? "mistake" : "mistakes"));
  }
  if (!as_json) fmt::print("The site is sound.\n");
  return {};
}

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("check", "Say what is wrong with the site as a whole; also while a server runs");
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "The findings as JSON, for machines");
  command->callback(
      [as_json, &chosen] { chosen = [as_json](const base::Settings& settings) { return check(settings, *as_json); }; });
}

}  // namespace smartmove::app
