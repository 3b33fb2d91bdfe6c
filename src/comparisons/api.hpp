#pragma once

#include <vector>

#include "storage/database.hpp"
#include "web/api.hpp"

namespace smartmove::comparisons {

/// `/api/v1/comparisons`. `database` must outlive it.
std::vector<web::ApiOperation> api_operations(storage::Database& database);

}  // namespace smartmove::comparisons
