#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/render_context.hpp"
#include "site/machine_pages.hpp"
#include "site/search_services.hpp"
#include "site/shell.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::site {

/// The pages that are no documents, for the sitemap.
using StandingPages = std::function<std::vector<StandingPage>(const content::Region&)>;

/// `/sitemap.xml`, `/robots.txt`, and `/feed.xml` for each language. Everything must outlive them.
std::vector<web::Route> routes(storage::Database& database, const content::RenderServices& services,
                               const std::string& public_url, StandingPages standing);

/// `/sok`, `/search` and `/LANGUAGE/search`. Everything must outlive them.
std::vector<web::Route> search_routes(const SearchServices& services, const Shell& shell);

}  // namespace smartmove::site
