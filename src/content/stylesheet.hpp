#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/render_context.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::content {

/// A style sheet that is made of content, in each language. Pages link to it under a name with its text's hash, so it
/// may be kept for ever, and needs no style within a page.
struct Stylesheet {
  std::string name;  ///< `audiences`: lower-case letters
  /// Empty where there is nothing to say.
  std::function<base::Result<std::string>(RenderContext&)> css;
};

/// `/styles/audiences.sv.0123456789abcdef.css` of each that has something to say. The page is made from all of them.
base::Result<std::vector<std::string>> stylesheet_addresses(RenderContext& context);

/// GET `/styles/{file}`: 200 for ever; 302 to the present one from an earlier name; not_found. Everything must outlive
/// it.
std::vector<web::Route> stylesheet_routes(storage::Database& database, const RenderServices& services);

}  // namespace smartmove::content
