#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "places/place.hpp"
#include "sources/source.hpp"

namespace smartmove::sources {

/// The site's places under a service's codes.
class PlaceCodes {
 public:
  PlaceCodes(const Source& source, const std::vector<places::Place>& places);

  /// The place's code here; empty: none of the site's.
  std::optional<std::string> place(const std::string& code) const;
  /// The service's codes of the places that a feed has figures of, in order.
  std::vector<std::string> wanted(const Feed& feed) const;

 private:
  std::map<std::string, places::Place> by_code_;
};

}  // namespace smartmove::sources
