#pragma once

#include <string>
#include <vector>

#include "search/fragment.hpp"
#include "search/plan.hpp"

namespace smartmove::search {

/// The passage of a text, about two lines, in which most of what was looked for stands; `…` where the text is cut.
/// Without any of it: the beginning.
std::vector<Fragment> snippet(const std::string& text, const Wanted& wanted);

}  // namespace smartmove::search
