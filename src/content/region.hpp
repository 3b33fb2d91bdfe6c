#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace smartmove::content {

/// The region that runs this site; comes with its content pack.
struct Region {
  std::string name;                    ///< `orebro`
  std::string time_zone;               ///< IANA name
  std::vector<std::string> languages;  ///< the first lives at `/…`, the others at `/en/…`

  const std::string& first_language() const { return languages.front(); }
  bool speaks(std::string_view language) const {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
  }
  /// `` or `/en`.
  std::string prefix(std::string_view language) const {
    return language == first_language() ? std::string() : "/" + std::string(language);
  }
};
BOOST_DESCRIBE_STRUCT(Region, (), (name, time_zone, languages))

}  // namespace smartmove::content
