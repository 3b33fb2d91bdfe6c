#pragma once

#include <string>
#include <string_view>

namespace smartmove::search {

/// What an index says of itself in its metadata `state`. An index of another format is made anew: raise the number
/// whenever terms, slots or data become others, or what features give to search does.
constexpr std::string_view state_key = "state";
constexpr std::string_view state_building = "1 " SMARTMOVE_VERSION " building";
constexpr std::string_view state_whole = "1 " SMARTMOVE_VERSION " whole";  ///< has been up to date once

}  // namespace smartmove::search
