#pragma once

#include "storage/session.hpp"

namespace smartmove::storage {

/// The first thing in a body of Database::write(): on PostgreSQL each statement of it then sees what was committed
/// before that statement began (READ COMMITTED), so that many can take rows of one table at once. For statements that
/// hold their own condition, as a queue's claims (`FOR UPDATE SKIP LOCKED`); what one has read need not hold when the
/// next one runs. SQLite has one writer and needs nothing.
base::Result<> see_each_commit(Session& session);

}  // namespace smartmove::storage
