#pragma once

#include <optional>
#include <string_view>

namespace smartmove::comparisons {

/// How far a word lies from a name, both as base::slug() makes them: 0 the same, 1 one begins with the other, 2 one
/// holds the other as a part, then 3 and more for each letter that is wrong, missing, too much or swapped with its
/// neighbour (optimal string alignment; Damerau 1964). None where more than every third letter is wrong: that is
/// another name.
std::optional<int> unlikeness(std::string_view word, std::string_view name);

}  // namespace smartmove::comparisons
