#pragma once

#include <filesystem>
#include <vector>

#include "content/render_context.hpp"
#include "site/shell.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::site {

/// GET `/_styleguide`, and below each other language: how everything looks, for `serve --dev`. Colours and sizes are
/// read from `tokens_css`, the file, at every request; blocks are those of the site's own pages, each rendered as
/// there, so that it shows what a changed template does. Everything must outlive it.
std::vector<web::Route> style_routes(storage::Database& database, const content::RenderServices& services,
                                     const Shell& shell, std::filesystem::path tokens_css);

}  // namespace smartmove::site
