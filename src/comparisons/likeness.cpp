#include "comparisons/likeness.hpp"

#include <algorithm>
#include <vector>

namespace smartmove::comparisons {
namespace {

constexpr std::size_t shortest_part = 3;  // a single letter is part of nearly everything

int wrong_letters(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      auto& here = table[i][j];
      if (i == 0 || j == 0) {
        here = static_cast<int>(i + j);
        continue;
      }
      here = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) here = std::min(here, table[i - 2][j - 2] + 1);
    }
  }
  return table[a.size()][b.size()];
}

bool holds(std::string_view whole, std::string_view part) {
  return part.size() >= shortest_part && whole.find(part) != std::string_view::npos;
}

}  // namespace

std::optional<int> unlikeness(std::string_view word, std::string_view name) {
  if (word.empty() || name.empty()) return std::nullopt;
  if (word == name) return 0;
  if (name.starts_with(word) || (word.starts_with(name) && name.size() >= shortest_part)) return 1;
  if (holds(name, word) || holds(word, name)) return 2;
  const auto most = static_cast<int>(std::max(word.size(), name.size()) / 3);
  const auto wrong = wrong_letters(word, name);
  return wrong <= most ? std::optional(2 + wrong) : std::nullopt;
}

}  // namespace smartmove::comparisons
