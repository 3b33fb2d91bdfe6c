#pragma once

#include "storage/database.hpp"

namespace smartmove::storage {

/// What a database wants done once a day: SQLite counts its tables anew, so that it goes on choosing the right index.
/// PostgreSQL does that by itself. Old rows of the change feed are the feed's own concern.
base::Result<> optimize(Database& database);

}  // namespace smartmove::storage
