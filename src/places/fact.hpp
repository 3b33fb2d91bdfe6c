#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/json_time.hpp"

namespace smartmove::places {

/// What a source says of one indicator for one place in one period.
struct Fact {
  std::string place;            ///< code
  std::string indicator;        ///< code
  std::string period;           ///< see Period
  std::optional<double> value;  ///< in the indicator's unit; empty: looked for and not known
  std::string source_name;
  std::string source_url;
  std::string licence;
  base::Date retrieved;

  friend bool operator==(const Fact&, const Fact&) = default;
};
BOOST_DESCRIBE_STRUCT(Fact, (), (place, indicator, period, value, source_name, source_url, licence, retrieved))

}  // namespace smartmove::places
