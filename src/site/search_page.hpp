#pragma once

#include "site/search_address.hpp"
#include "site/search_services.hpp"
#include "site/shell.hpp"
#include "web/response.hpp"

namespace smartmove::site {

/// The search page: a form, and what was found, page by page. unavailable while the index is being built.
base::Result<web::Response> search_page(const SearchServices& services, const Shell& shell,
                                        content::RenderContext& context, SearchAddress address);

}  // namespace smartmove::site
