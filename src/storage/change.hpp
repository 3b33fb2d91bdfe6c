#pragma once

#include <functional>
#include <string>
#include <vector>

namespace smartmove::storage {

/// What a committed transaction changed, as cache tags: `document:profile/example-1`, `place:1881`, `navigation`, …
/// The tag `*` means everything.
struct Change {
  std::vector<std::string> tags;
};

using ChangeListener = std::function<void(const Change&)>;

}  // namespace smartmove::storage
