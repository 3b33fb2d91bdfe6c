#include "app/facts_output.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

#include "base/text.hpp"

namespace smartmove::app {
namespace {

constexpr std::size_t most_shown = 10;

void print_refusals(const std::string& source, const std::vector<sources::Refusal>& refusals) {
  for (const auto& refusal : refusals) {
    fmt::print("{}: refused {}: {} ({})\n", source, refusal.count, base::truncate(refusal.reason, 300),
               refusal.example);
  }
}

std::string name_of(const places::Fact& fact) {
  return fmt::format("{} {} {}", fact.place, fact.indicator, fact.period);
}

template <class Item, class Print>
void print_some(const std::vector<Item>& items, Print print) {
  for (std::size_t i = 0; i < items.size() && i < most_shown; ++i) print(items[i]);
  if (items.size() > most_shown) fmt::print("  … and {} more\n", items.size() - most_shown);
}

void print_details(const std::string& source, const sources::Pulled& pulled) {
  const auto& plan = pulled.plan;
  print_refusals(source, plan.refusals.all());
  if (plan.not_modified > 0) {
    fmt::print("{}: of {} indicators the service says that nothing has changed since the last pull\n", source,
               plan.not_modified);
  }
  if (!plan.held.empty()) fmt::print("{}: held for approval:\n", source);
  print_some(plan.held, [](const sources::Step& step) { fmt::print("  {}: {}\n", name_of(step.after), step.reason); });
  if (!pulled.run) return;
  const auto id = pulled.run->to_string();
  if (!plan.held.empty()) fmt::print("{}: to take these in as well: smartmove facts approve {}\n", source, id);
  if (!plan.steps.empty()) fmt::print("{}: to take it back: smartmove facts undo {}\n", source, id);
}

std::string shown_value(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : "unknown"; }

}  // namespace

void print_pulls(const std::vector<PullLine>& lines, sources::PullMode mode) {
  fmt::print("{:<20}{:>8}{:>9}{:>11}{:>9}{:>6}{:>9}\n", "source", "new", "changed", "unchanged", "unknown", "held",
             "refused");
  for (const auto& [source, pulled] : lines) {
    if (pulled) {
      const auto& plan = pulled->plan;
      fmt::print("{:<20}{:>8}{:>9}{:>11}{:>9}{:>6}{:>9}\n", source, plan.added(), plan.changed(), plan.unchanged,
                 plan.unknown, plan.held.size(), plan.refusals.count());
    } else {
      fmt::print("{:<20}  failed; nothing of it was changed\n", source);
    }
  }
  for (const auto& [source, pulled] : lines) {
    if (pulled) print_details(source, *pulled);
  }
  if (mode == sources::PullMode::dry_run) fmt::print("Only looked at; nothing was changed.\n");
}

void print_runs(const std::vector<sources::Run>& runs) {
  if (runs.empty()) fmt::print("There are none.\n");
  for (const auto& run : runs) {
    fmt::print("{}  {}  {:<16} {:<8} {} new, {} changed, {} unchanged, {} unknown, {} held, {} refused\n",
               run.id.to_string(), base::to_iso8601(run.started_at), run.source,
               boost::describe::enum_to_string(run.state, ""), run.added, run.changed, run.unchanged, run.unknown,
               run.held, run.refused);
    if (!run.message.empty()) fmt::print("    {}\n", run.message);
  }
}

void print_run(const sources::Run& run, const std::vector<sources::RunRow>& rows) {
  print_runs({run});
  if (const auto refusals = base::from_json<std::vector<sources::Refusal>>(run.refusals)) {
    print_refusals(run.source, *refusals);
  }
  for (const auto& row : rows) {
    fmt::print("  {} {}: {} → {}{}{}\n", row.action == sources::RowAction::held ? "held" : "put ", name_of(row.after),
               row.before ? shown_value(row.before->value) : "nothing", shown_value(row.after.value),
               row.reason.empty() ? "" : "; ", row.reason);
  }
}

std::string runs_as_json(const std::vector<sources::Run>& runs) {
  boost::json::array all;
  for (const auto& run : runs) {
    all.push_back(boost::json::object{{"id", run.id.to_string()},
                                      {"source", run.source},
                                      {"state", base::to_json(run.state)},
                                      {"started_at", base::to_iso8601(run.started_at)},
                                      {"ended_at", base::to_iso8601(run.ended_at)},
                                      {"added", run.added},
                                      {"changed", run.changed},
                                      {"unchanged", run.unchanged},
                                      {"unknown", run.unknown},
                                      {"held", run.held},
                                      {"refused", run.refused},
                                      {"refusals", run.refusals},
                                      {"message", run.message}});
  }
  return base::compact_json(all);
}

ProgressBar::ProgressBar(std::string name) : name_(std::move(name)), is_terminal_(::isatty(STDERR_FILENO) == 1) {
  show(0, 1);
}

ProgressBar::~ProgressBar() {
  if (is_terminal_) fmt::print(stderr, "\r\033[K");
}

void ProgressBar::show(std::size_t done, std::size_t total) {
  constexpr std::size_t width = 30;
  if (!is_terminal_ || total == 0) return;
  const auto full = std::min(width, done * width / total);
  fmt::print(stderr, "\r\033[K{:<20} [{:=<{}}{:>{}}] {}/{}", name_, "", full, "", width - full, done, total);
  std::fflush(stderr);
}

}  // namespace smartmove::app
