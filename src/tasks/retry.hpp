#pragma once

#include <chrono>

namespace smartmove::tasks {

/// How long to wait after the failure of attempt number `attempt` (from 1): 5 seconds, doubled each time, at most an
/// hour; then a fifth less to a fifth more, by `random` from 0 to 1, so that what failed together is not retried
/// together.
std::chrono::milliseconds retry_delay(int attempt, double random);

}  // namespace smartmove::tasks
