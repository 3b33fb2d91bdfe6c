#pragma once

#include <string>

#include "content/document_store.hpp"
#include "content/render_context.hpp"
#include "web/response.hpp"

namespace smartmove::site {

/// A page that is no document: where it is in each language of the region.
using StandingPage = std::vector<content::LanguageAddress>;

/// Every public page in every language, each with its translations (sitemaps.org with xhtml:link).
base::Result<web::Response> sitemap(content::RenderContext& context, const std::string& public_url,
                                    const std::vector<StandingPage>& standing);

/// What crawlers may read, and where the sitemap is.
web::Response robots(const std::string& public_url);

/// What the site is and where everything on it lies, with a sentence each, for language models (llmstxt.org); in
/// Markdown, in the context's language.
base::Result<web::Response> llms(content::RenderContext& context, const std::string& public_url);

}  // namespace smartmove::site
