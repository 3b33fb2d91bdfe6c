#pragma once

#include <string>
#include <vector>

#include "app/features.hpp"
#include "profiles/exposure.hpp"
#include "storage/database.hpp"

namespace smartmove::app {

/// A place on a page where some people of many take turns, and how often each had one.
struct StageExposure {
  std::string page;  ///< its path
  std::string heading;
  int count = 0;  ///< shown at a time
  std::vector<profiles::Exposure> rows;
};
BOOST_DESCRIBE_STRUCT(StageExposure, (), (page, heading, count, rows))

/// From the first day to the last, both included, in the region's time zone; nothing: from New Year until today.
struct ExposurePeriod {
  std::optional<base::Date> from;
  std::optional<base::Date> until;
};

struct ExposureReport {
  base::Date from;
  base::Date until;
  std::vector<StageExposure> stages;                        ///< by page, in the page's order
  std::vector<std::pair<std::string, std::string>> places;  ///< code and name
};

/// By the rule that pages use, from the content as it stands now: whoever was withdrawn since, or lived elsewhere then,
/// is reckoned as of today. Renders every page. invalid: a period that ends before it begins, or of over three years.
base::Result<ExposureReport> exposure_report(storage::Database& database, const Features& features,
                                             const ExposurePeriod& period, base::Instant now);

}  // namespace smartmove::app
