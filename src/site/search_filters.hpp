#pragma once

#include <vector>

#include "search/index.hpp"
#include "site/search_address.hpp"
#include "site/search_services.hpp"
#include "web/view.hpp"

namespace smartmove::site {

/// What the results can be narrowed by, as links with counts, the largest first: groups of which each has something to
/// choose. What an address already narrows by can be taken away again.
base::Result<std::vector<web::View>> search_filters(content::RenderContext& context, const SearchAddress& address,
                                                    const search::Facets& facets, const SearchNames& names);

}  // namespace smartmove::site
