#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

#include "base/time.hpp"
#include "fetch/client.hpp"

namespace smartmove::fetch {

/// How somebody else's service is treated.
struct Patience {
  int attempts = 4;                                  ///< in all, for what may go better the next time
  std::chrono::milliseconds first_pause{1'000};      ///< doubled for each further attempt
  std::chrono::milliseconds longest_pause{120'000};  ///< a service that asks for a longer one is given up
  std::chrono::milliseconds between_calls{0};        ///< from the beginning of one to that of the next, at least
};

/// Waits that long; false: it was told to stop.
using Wait = std::function<bool(std::chrono::milliseconds)>;

/// Waits by the steady clock, until `stop` at most.
Wait wait_until_stopped(std::stop_token stop);

/// Too many requests, and errors of the server's own that pass.
bool is_passing(int status);

/// The pause after attempt number `attempt` (the first is 1). `retry_after` is the header's value: seconds or a date
/// (RFC 9110, 10.2.3), what is neither counts as not there. Empty: the service asks for more than the longest pause.
std::optional<std::chrono::milliseconds> pause_after(int attempt, std::optional<std::string_view> retry_after,
                                                     base::Instant now, const Patience& patience);

/// A client that keeps to a service's pace and tries again what may go better. For one thread.
class PatientClient {
 public:
  PatientClient(ClientSettings settings, Patience patience, Wait wait);

  /// An answer of 2xx, or 304. Errors: as Client::send(), and not_found (404), rate_limited (429 to the end),
  /// unavailable (any other status; or told to stop).
  base::Result<Response> send(const Request& request);

 private:
  base::Result<> keep_pace();

  Client client_;
  Patience patience_;
  Wait wait_;
  std::optional<std::chrono::steady_clock::time_point> last_call_{};
};

}  // namespace smartmove::fetch
