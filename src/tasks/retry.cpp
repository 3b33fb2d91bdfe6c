#include "tasks/retry.hpp"

#include <algorithm>
#include <cmath>

namespace smartmove::tasks {

using namespace std::chrono_literals;

std::chrono::milliseconds retry_delay(int attempt, double random) {
  constexpr std::chrono::milliseconds first = 5s;
  constexpr std::chrono::milliseconds longest = 1h;
  const int doublings = std::clamp(attempt - 1, 0, 20);
  const auto delay = std::min(first * (1 << doublings), longest);
  const double spread = 0.8 + 0.4 * std::clamp(random, 0.0, 1.0);
  return std::chrono::milliseconds(std::llround(static_cast<double>(delay.count()) * spread));
}

}  // namespace smartmove::tasks
