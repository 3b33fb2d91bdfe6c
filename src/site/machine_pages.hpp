#pragma once

#include <string>

#include "content/render_context.hpp"
#include "web/response.hpp"

namespace smartmove::site {

/// Every public page in every language, each with its translations (sitemaps.org with xhtml:link).
base::Result<web::Response> sitemap(content::RenderContext& context, const std::string& public_url);

/// What crawlers may read, and where the sitemap is.
web::Response robots(const std::string& public_url);

/// The newest pages of the types that say so, in the context's language (RFC 4287).
base::Result<web::Response> feed(content::RenderContext& context, const std::string& public_url);

}  // namespace smartmove::site
