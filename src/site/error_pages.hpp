#pragma once

#include "content/render_context.hpp"
#include "site/shell.hpp"
#include "storage/database.hpp"
#include "web/error_page.hpp"

namespace smartmove::site {

/// Errors as pages in the site's voice and the address's language. Everything must outlive it.
web::ErrorPage error_pages(storage::Database& database, const content::RenderServices& services, const Shell& shell);

}  // namespace smartmove::site
