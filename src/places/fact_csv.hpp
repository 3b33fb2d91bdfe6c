#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "places/fact.hpp"
#include "places/place.hpp"

namespace smartmove::places {

/// A fact and where it stood.
struct FactRow {
  Fact fact;
  std::size_t line = 0;
};

/// What the rows may name.
struct FactNames {
  std::set<std::string> places;
  std::map<std::string, Indicator> indicators;
  std::set<std::string> unsound{};  ///< indicators with a mistake of their own: nothing more is asked of their rows
  bool any_place = false;           ///< some names could not be read, so an unknown one is not the row's mistake
  bool any_indicator = false;
};

/// Facts from CSV with the columns `place_code,indicator,value,unit,period,source_name,source_url,licence,retrieved` in
/// any order; `place_name` may be there and is not read. An empty value is a figure that is not known. Every wrong row
/// is a Problem at `origin:line`: a place or indicator not among `names`, another unit than the indicator's, no
/// source, licence or period, two rows for one place, indicator and period.
base::Result<std::vector<FactRow>> facts_from_csv(std::string_view text, std::string_view origin,
                                                  const FactNames& names);

/// The same columns, rows in the order given, `\n` at line ends.
std::string facts_to_csv(const std::vector<Fact>& facts, const std::map<std::string, Indicator>& indicators);

}  // namespace smartmove::places
