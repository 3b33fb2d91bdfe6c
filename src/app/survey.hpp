#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/features.hpp"
#include "content/region.hpp"
#include "content/site_check.hpp"
#include "storage/database.hpp"

namespace smartmove::app {

/// The whole site as the rules of `check` see it.
struct SiteSurvey {
  content::Region region;
  content::Survey documents;                       ///< what is public now
  std::vector<content::SurveyedVersion> versions;  ///< everything, public or not
  std::vector<content::SurveyedPalette> palettes;  ///< of the themes and of what is public
  std::set<std::string> known;                     ///< figures on those pages that have a value
  std::set<std::string> stale;                     ///< figures on those pages that are past their shelf life
};

/// Reads everything and renders every page, as a visitor would get it. Changes nothing.
base::Result<SiteSurvey> survey(storage::Database& database, const Features& features, base::Instant now);

/// What all rules find: errors first.
std::vector<content::Finding> findings(const SiteSurvey& survey, base::Instant now);

}  // namespace smartmove::app
