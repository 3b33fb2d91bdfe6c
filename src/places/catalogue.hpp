#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "places/fact.hpp"
#include "places/place.hpp"

/// What open data there is, for harvesters such as Sweden's dataportal.se: DCAT-AP-SE 2.2
/// (https://docs.dataportal.se/dcat/) as JSON-LD.
namespace smartmove::places {

/// Who publishes it, and where.
struct Publisher {
  std::string public_url;  ///< without a slash at its end
  std::string name;
  std::string email;  ///< for those who use the data; empty: the site's address is given instead
  std::vector<std::string> languages;
  LocalText titles;  ///< of the site
  LocalText descriptions;
};

/// The address of a licence that a source names in exactly these words: CC0, CC BY 4.0, CC BY-SA 4.0; else empty.
std::string_view licence_address(std::string_view licence);

/// A catalogue with a dataset for each indicator that `licences` tells of, and one of all places; each with its
/// distributions as JSON, CSV and JSON-stat. A dataset has a licence where all its figures have the same one that is
/// known by an address; what the sources say in their own words stands in its rights.
boost::json::object catalogue(const Publisher& publisher, const std::vector<Indicator>& indicators,
                              const std::vector<IndicatorLicence>& licences);

}  // namespace smartmove::places
