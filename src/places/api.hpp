#pragma once

#include <vector>

#include "storage/database.hpp"
#include "web/api.hpp"

namespace smartmove::places {

/// `/api/v1/places`, `/api/v1/places/{code}`, `/api/v1/indicators`, `/api/v1/facts`, `/api/v1/sources`. `database` must
/// outlive them.
std::vector<web::ApiOperation> api_operations(storage::Database& database);

}  // namespace smartmove::places
