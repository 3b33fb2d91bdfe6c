#pragma once

#include <cstdint>
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

/// Where figures come from, and how many.
struct Source {
  std::string name;
  std::string url;
  std::string licence;  ///< in the source's own words
  std::int64_t figures = 0;
  base::Date retrieved;  ///< the latest of them
};
BOOST_DESCRIBE_STRUCT(Source, (), (name, url, licence, figures, retrieved))

/// What an indicator's figures under one licence have in common.
struct IndicatorLicence {
  std::string indicator;  ///< code
  std::string licence;
  std::int64_t figures = 0;
  base::Date until;      ///< the last day that one of them speaks of
  base::Date retrieved;  ///< the latest of them
};
BOOST_DESCRIBE_STRUCT(IndicatorLicence, (), (indicator, licence, figures, until, retrieved))

}  // namespace smartmove::places
