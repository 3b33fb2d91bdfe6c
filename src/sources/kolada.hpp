#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Kolada's answers and addresses (API v3). Pure.
namespace smartmove::sources {

struct KoladaValue {
  std::string kpi;
  std::string municipality;
  std::string period;
  std::string gender;           ///< T (all), K (women), M (men)
  std::optional<double> value;  ///< empty: not known to Kolada
};

struct KoladaPage {
  std::vector<KoladaValue> values;
  std::string next_url;  ///< empty on the last page
};

/// A page of `/data`. invalid: what is not of that form, by `origin#/pointer`.
base::Result<KoladaPage> parse_kolada(std::string_view text, std::string_view origin);

/// Most ids that one call may name.
constexpr std::size_t kolada_most_ids = 25;

/// Addresses, below the service's, that ask for the KPIs in those years for every municipality and region, none with
/// more ids than a call may name.
std::vector<std::string> kolada_paths(const std::vector<std::string>& kpis, int first_year, int last_year);

}  // namespace smartmove::sources
