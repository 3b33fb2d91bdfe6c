#pragma once

#include <string>

#include "content/page_shell.hpp"
#include "site/documents.hpp"
#include "web/view.hpp"

namespace smartmove::site {

/// Where the site itself is, in one language.
struct SitePaths {
  std::string home;
  std::string search;
};

/// The page's schema.org graph as JSON-LD, safe inside a script element, addresses made absolute.
web::SafeHtml json_ld(const content::Page& page, const Site& site, const SitePaths& paths, const std::string& language,
                      const std::string& public_url);

}  // namespace smartmove::site
