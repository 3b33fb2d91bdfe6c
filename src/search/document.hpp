#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"

namespace smartmove::search {

/// What the index of one language keeps of a published page. All text is plain.
struct Document {
  std::string reference;  ///< `place_page/kumla`: names it
  std::string stamp;      ///< another one whenever anything of the rest may be another
  std::string path;
  std::string kind;  ///< its document type
  std::string title;
  std::string description;
  std::string text;
  std::vector<std::string> keywords;   ///< it is found by these, which are not shown
  std::vector<std::string> audiences;  ///< keys of those it speaks to
  std::string place;                   ///< code of the place it is about, or empty
  base::Instant published_at;
};

}  // namespace smartmove::search
