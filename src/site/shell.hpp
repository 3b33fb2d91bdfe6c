#pragma once

#include <string>

#include "content/page_shell.hpp"
#include "site/documents.hpp"
#include "web/assets.hpp"

namespace smartmove::site {

/// The layout around every public page: name, navigation, language switch, breadcrumbs, sources, what machines read.
/// Thread-safe. `public_url` has no slash at its end; `assets` must outlive it.
class Shell : public content::PageShell {
 public:
  Shell(const web::Assets& assets, std::string public_url) : assets_(assets), public_url_(std::move(public_url)) {}

  base::Result<std::string> wrap(const content::Page& page, content::RenderContext& context) const override;

 private:
  const web::Assets& assets_;
  std::string public_url_;
};

/// What surrounds every page in this language, or a plain stand-in when the content has no `site/site`.
base::Result<std::shared_ptr<const Site>> site_of(content::RenderContext& context);

}  // namespace smartmove::site
