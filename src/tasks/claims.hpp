#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "storage/session.hpp"
#include "tasks/task.hpp"

namespace smartmove::tasks {

/// Who runs what, within one transaction that begins with storage::see_each_commit(). A claim is a lease: unless it is
/// renewed, another runner may take the task when it ends, and then nothing that is said of the lost claim counts.
/// `now` is database_now().
class Claims {
 public:
  /// What a runner may take. Both are JSON arrays.
  struct Wanted {
    std::string kinds;  ///< those it has handlers for
    std::string held;   ///< the claims of what runs in its process, whatever their leases say
  };

  explicit Claims(storage::Session& session) : session_(session) {}

  /// When there will be something to claim, if ever.
  base::Result<std::optional<base::Instant>> next_due(const Wanted& wanted);

  /// Takes the task that has been due longest, if any. A lease that ended during a task's last attempt makes it dead.
  base::Result<std::optional<Claim>> claim(const Wanted& wanted, const std::string& claimed_by, base::Instant now,
                                           base::Instant until);

  // Each gives false if the claim has been lost.
  base::Result<bool> renew(const Claim& claim, base::Instant until);
  base::Result<bool> finish(const Claim& claim, base::Instant now);
  /// Waits until `again`, or is dead after its last attempt.
  base::Result<bool> fail(const Claim& claim, const std::string& error, base::Instant again, base::Instant now);
  /// As if it had never been claimed: the attempt does not count.
  base::Result<bool> give_back(const Claim& claim, base::Instant now);

 private:
  storage::Session& session_;
};

}  // namespace smartmove::tasks
