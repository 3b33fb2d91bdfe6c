#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "search/document.hpp"

namespace smartmove::search {

/// Where the pages are that the index is to follow; plugged in from above. Called on the follower's thread. Each answer
/// is of one moment.
class Source {
 public:
  virtual ~Source() = default;

  virtual base::Result<std::vector<std::string>> languages() = 0;
  /// The stamp of every page that can be seen now, by its reference.
  virtual base::Result<std::map<std::string, std::string>> stamps(const std::string& language) = 0;
  /// Those of them that can be seen now.
  virtual base::Result<std::vector<Document>> documents(const std::string& language,
                                                        const std::vector<std::string>& references) = 0;
  /// When the next page appears or goes by itself.
  virtual base::Result<std::optional<base::Instant>> next_change() = 0;
};

}  // namespace smartmove::search
