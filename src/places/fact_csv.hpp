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

/// Facts from CSV with the columns `place_code,indicator,value,unit,period,source_name,source_url,licence,retrieved` in
/// any order; `place_name` may be there and is not read. An empty value is a figure that is not known. Every wrong row
/// is a Problem at `origin:line`: a place or indicator not among those given, another unit than the indicator's, no
/// source, licence or period, two rows for one place, indicator and period.
base::Result<std::vector<FactRow>> facts_from_csv(std::string_view text, std::string_view origin,
                                                  const std::set<std::string>& places,
                                                  const std::map<std::string, Indicator>& indicators);

/// The same columns, rows in the order given, `\n` at line ends.
std::string facts_to_csv(const std::vector<Fact>& facts, const std::map<std::string, Indicator>& indicators);

}  // namespace smartmove::places
