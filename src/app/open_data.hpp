#pragma once

#include <string>
#include <vector>

#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::app {

/// `/dcat.jsonld`: the catalogue of the site's open data. `email` may be empty. `database` must outlive them.
std::vector<web::Route> open_data_routes(storage::Database& database, std::string public_url, std::string email);

}  // namespace smartmove::app
