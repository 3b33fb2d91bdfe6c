#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json_time.hpp"
#include "comparisons/verdict.hpp"
#include "places/fact_store.hpp"

namespace smartmove::comparisons {

/// What the fact store says of one place in one row, with its source.
struct DuelSide {
  std::optional<double> value;  ///< empty: not known
  std::string period;
  std::string source_name;
  std::string source_url;
  std::string licence;
  std::optional<base::Date> retrieved;
};
BOOST_DESCRIBE_STRUCT(DuelSide, (), (value, period, source_name, source_url, licence, retrieved))

struct DuelRow {
  std::string indicator;  ///< code
  std::string unit;
  places::Direction direction = places::Direction::higher;
  DuelSide here;
  DuelSide there;
  Verdict verdict = Verdict::unknown;
  bool other_period = false;
};
BOOST_DESCRIBE_STRUCT(DuelRow, (), (indicator, unit, direction, here, there, verdict, other_period))

/// Any two places by all that can be won: every indicator with a better direction of which one of them has a figure.
struct Duel {
  std::string here;  ///< code
  std::string there;
  Score score;
  std::vector<DuelRow> rows;  ///< by indicator
};
BOOST_DESCRIBE_STRUCT(Duel, (), (here, there, score, rows))

/// Reads sides of rows from the fact store, each indicator once.
class Sides {
 public:
  explicit Sides(storage::Session& session) : store_(session) {}

  /// Nothing is better in one that does not exist.
  base::Result<places::Indicator> indicator(const std::string& code);
  base::Result<Side> side(const std::string& place, const places::Indicator& indicator);

 private:
  places::FactStore store_;
  std::map<std::string, places::Indicator> indicators_;
};

/// A row a line: `indicator,unit,direction,here_value,here_period,…,there_value,…,verdict,other_period`.
std::string duel_to_csv(const Duel& duel);

/// The figures of both sides, for JSON-stat.
std::vector<places::Fact> facts_of(const Duel& duel);

base::Result<Duel> duel_of(storage::Session& session, const std::string& here, const std::string& there);

}  // namespace smartmove::comparisons
