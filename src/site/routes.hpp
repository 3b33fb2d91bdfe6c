#pragma once

#include <string>
#include <vector>

#include "content/render_context.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::site {

/// `/sitemap.xml`, `/robots.txt`, and `/feed.xml` for each language. Everything must outlive them.
std::vector<web::Route> routes(storage::Database& database, const content::RenderServices& services,
                               const std::string& public_url);

}  // namespace smartmove::site
