#include "tasks/clock.hpp"

#include "tasks/sql.hpp"

namespace smartmove::tasks {

base::Result<base::Instant> database_now(storage::Session& session) {
  const auto now = TRY(session.one<base::Instant>(sql::database_now));
  if (now) return *now;
  return base::fail(base::ErrorKind::internal, "The database does not know what time it is.");
}

}  // namespace smartmove::tasks
