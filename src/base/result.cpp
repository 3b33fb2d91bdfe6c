#include "base/result.hpp"

namespace smartmove::base {

std::string format_problems(const std::vector<Problem>& problems) {
  std::string text;
  for (const auto& problem : problems) {
    text += problem.where + ": ";
    if (!problem.found.empty()) text += "found " + problem.found + ", ";
    text += "expected " + problem.expected + "\n";
  }
  return text;
}

}  // namespace smartmove::base
