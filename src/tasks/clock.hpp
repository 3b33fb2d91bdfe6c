#pragma once

#include <functional>

#include "base/time.hpp"
#include "storage/session.hpp"

namespace smartmove::tasks {

/// Where moments come from; tests bring their own.
using Clock = std::function<base::Result<base::Instant>(storage::Session&)>;

/// The time that all nodes agree on: the database server's, on SQLite this machine's.
base::Result<base::Instant> database_now(storage::Session& session);

}  // namespace smartmove::tasks
