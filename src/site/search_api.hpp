#pragma once

#include <vector>

#include "site/search_services.hpp"
#include "web/api.hpp"

namespace smartmove::site {

/// `/api/v1/search`. `services` must outlive it.
std::vector<web::ApiOperation> search_api(const SearchServices& services);

}  // namespace smartmove::site
