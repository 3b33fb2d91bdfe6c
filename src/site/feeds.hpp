#pragma once

#include <string>
#include <vector>

#include "content/document_type.hpp"
#include "content/registry.hpp"
#include "content/render_context.hpp"
#include "web/response.hpp"

namespace smartmove::site {

/// The newest pages of the types that say so, in the context's language (RFC 4287): `/feed.xml`.
base::Result<web::Response> feed(content::RenderContext& context, const std::string& public_url);

/// Those of them that are for this audience or for everybody: `/for/studenter/feed.xml`. `path` is that of the
/// audience's entrance; not_found where there is none.
base::Result<web::Response> audience_feed(content::RenderContext& context, const std::string& public_url,
                                          const std::string& path);

/// Whether documents of the type are what pages are aimed at, so that each has a feed of its own.
bool has_feed(const content::DocumentType& type);
/// `/for/studenter/feed.xml`
std::string feed_path(const std::string& entrance);
/// Every feed in the context's language, the general one first.
base::Result<std::vector<std::string>> feed_paths(content::RenderContext& context);

}  // namespace smartmove::site
