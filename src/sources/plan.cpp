#include "sources/plan.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "places/period.hpp"
#include "sources/period_code.hpp"

namespace smartmove::sources {
namespace {

using places::Fact;

/// Services write numbers as text: the last bits are the parser's.
bool same_value(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::abs(*a - *b) <= 1e-12 * std::max(std::abs(*a), std::abs(*b));
}

bool same_origin(const Fact& a, const Fact& b) {
  return a.source_name == b.source_name && a.source_url == b.source_url && a.licence == b.licence;
}

/// 31.33 × 1000 is 31330, not 31330.000000000004.
std::optional<double> scaled(const std::optional<double>& value, const std::optional<double>& scale) {
  if (!value || !scale) return value;
  const auto product = std::stod(fmt::format("{:.12g}", *value * *scale));
  return std::isfinite(product) ? std::optional(product) : std::nullopt;
}

base::Date last_day(const Fact& fact) {
  const auto period = places::Period::parse(fact.period);
  return period ? period->last() : base::Date{};
}

bool is_jump(double from, double to, int percent) {
  return percent > 0 && std::abs(to - from) * 100 > std::abs(from) * percent;
}

std::string jump_in_words(double from, double to) {
  if (from == 0) return fmt::format("from 0 to {}", to);
  return fmt::format("from {} to {} ({:+.0f} %)", from, to, (to - from) / std::abs(from) * 100);
}

/// All of one feed.
class FeedPlanner {
 public:
  FeedPlanner(const PlanContext& context, const Feed& feed, Plan& plan)
      : context_(context),
        feed_(feed),
        plan_(plan),
        percent_(feed.max_jump_percent.value_or(context.max_jump_percent)) {}

  void plan(const std::vector<Cell>& cells) {
    if (!unit_fits()) return;
    auto by_place = facts_by_place(cells);
    note_absent(by_place);
    const auto stored = context_.stored.find(feed_.indicator);
    std::map<std::string, std::vector<Fact>> known;
    if (stored != context_.stored.end()) {
      for (const auto& fact : stored->second) known[fact.place].push_back(fact);
    }
    for (auto& [place, facts] : by_place) plan_place(facts, known[place]);
  }

 private:
  void refuse(const std::string& reason, const std::string& what) {
    plan_.refusals.add(reason, fmt::format("{} {}", feed_.indicator, what));
  }

  bool unit_fits() {
    const auto indicator = context_.indicators.find(feed_.indicator);
    if (indicator == context_.indicators.end()) return refuse("The site has no such indicator.", feed_.id), false;
    if (indicator->second.unit == feed_.unit) return true;
    refuse(fmt::format("The figures are in {}, the indicator is in {}.", base::quote(feed_.unit),
                       base::quote(indicator->second.unit)),
           feed_.id);
    return false;
  }

  /// By place, in the order of their periods, each once.
  std::map<std::string, std::vector<Fact>> facts_by_place(const std::vector<Cell>& cells) {
    std::map<std::string, std::map<std::pair<base::Date, std::string>, Fact>> found;
    std::set<std::pair<std::string, std::string>> twice;
    const auto name = with_id(context_.source.source_name, feed_);
    const auto url = with_id(context_.source.source_url, feed_);
    for (const auto& cell : cells) {
      const auto place = context_.codes.place(cell.region);
      if (!place) {
        // A file is somebody's own; services are asked for all places of which the site may have some.
        if (context_.source.service == Service::csv) refuse("The site has no such place.", base::quote(cell.region));
        continue;
      }
      const auto period = period_from_code(cell.time);
      if (!period) {
        refuse("The period is none that can be read.", base::quote(cell.time));
        continue;
      }
      Fact fact{*place, feed_.indicator,         *period,       scaled(cell.value, feed_.scale), name,
                url,    context_.source.licence, context_.today};
      const auto end = last_day(fact);
      if (end.year < context_.source.from_year.value_or(default_from_year)) continue;
      const auto [at, fresh] = found[*place].emplace(std::pair(end, *period), std::move(fact));
      if (!fresh) twice.emplace(*place, *period);
    }
    for (const auto& pair : twice) {
      const auto& place = pair.first;
      const auto& period = pair.second;
      refuse("There is more than one figure for a place and period.", place + " " + period);
      std::erase_if(found[place], [&](const auto& each) { return each.first.second == period; });
    }
    std::map<std::string, std::vector<Fact>> facts;
    for (auto& [place, by_period] : found) {
      for (auto& [key, fact] : by_period) facts[place].push_back(std::move(fact));
    }
    return facts;
  }

  /// A service that has changed its codes answers as if there were nothing.
  void note_absent(const std::map<std::string, std::vector<Fact>>& by_place) {
    if (context_.source.service == Service::csv) return;
    for (const auto& code : context_.codes.wanted(feed_)) {
      if (!by_place.contains(*context_.codes.place(code))) {
        refuse("The answer has nothing of the place.", base::quote(code));
      }
    }
  }

  void plan_place(std::vector<Fact>& facts, const std::vector<Fact>& stored) {
    std::map<std::string, const Fact*> at_period;
    std::optional<Fact> last_known;
    for (const auto& fact : stored) {
      at_period[fact.period] = &fact;
      if (fact.value && (!last_known || last_day(*last_known) < last_day(fact))) last_known = fact;
    }
    std::optional<Fact> unknown;
    bool known = last_known.has_value();
    for (auto& fact : facts) {
      const auto before = at_period.find(fact.period);
      if (before != at_period.end()) {
        known = known || fact.value.has_value();
        replace(fact, *before->second);
      } else if (fact.value) {
        known = true;
        add(fact, last_known);
      } else {
        ++plan_.unknown;
        unknown = fact;
      }
    }
    if (!known && unknown && stored.empty()) plan_.steps.push_back({*unknown, std::nullopt});
  }

  void replace(const Fact& fact, const Fact& before) {
    if (same_value(fact.value, before.value)) {
      if (same_origin(fact, before)) {
        ++plan_.unchanged;
      } else {
        plan_.steps.push_back({fact, before});
      }
    } else if (!fact.value) {
      plan_.held.push_back({fact, before, "it was known and is gone"});
    } else if (before.value && is_jump(*before.value, *fact.value, percent_)) {
      plan_.held.push_back({fact, before, jump_in_words(*before.value, *fact.value)});
    } else {
      plan_.steps.push_back({fact, before});
    }
  }

  void add(const Fact& fact, std::optional<Fact>& last_known) {
    const bool follows = last_known && last_day(*last_known) < last_day(fact);
    if (follows && is_jump(*last_known->value, *fact.value, percent_)) {
      plan_.held.push_back(
          {fact, std::nullopt,
           fmt::format("{} since {}", jump_in_words(*last_known->value, *fact.value), last_known->period)});
      return;
    }
    plan_.steps.push_back({fact, std::nullopt});
    if (follows) last_known = fact;
  }

  const PlanContext& context_;
  const Feed& feed_;
  Plan& plan_;
  int percent_;
};

}  // namespace

std::int64_t Plan::added() const {
  return std::count_if(steps.begin(), steps.end(), [](const Step& step) { return !step.before; });
}

std::int64_t Plan::changed() const { return static_cast<std::int64_t>(steps.size()) - added(); }

Plan make_plan(const Gathered& gathered, const PlanContext& context) {
  Plan plan;
  plan.refusals = gathered.refusals;
  for (std::size_t i = 0; i < gathered.feeds.size(); ++i) {
    const auto& cells = gathered.feeds[i];
    if (cells.not_modified) ++plan.not_modified;
    if (cells.not_modified || cells.refused) continue;
    FeedPlanner(context, context.source.feeds[i], plan).plan(cells.cells);
  }
  return plan;
}

}  // namespace smartmove::sources
