#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "content/document_store.hpp"
#include "content/document_type.hpp"
#include "content/render_context.hpp"
#include "web/view.hpp"

namespace smartmove::content {

/// A page without what surrounds it.
struct Page {
  std::string page_class;  ///< document type
  std::string reference;   ///< of its document; empty: it is of none
  std::string path;
  PageHead head;
  CardSubject card;
  std::string og_type = "website";
  web::SafeHtml body;
  std::vector<Breadcrumb> breadcrumbs;
  std::vector<LanguageAddress> translations;  ///< where the page is in each language, its own included
  std::vector<boost::json::object> schema_org;
};

/// Puts a page into the public site's layout; `site/` provides it, `app/` plugs it in. Thread-safe.
class PageShell {
 public:
  virtual ~PageShell() = default;
  virtual base::Result<std::string> wrap(const Page& page, RenderContext& context) const = 0;
};

}  // namespace smartmove::content
