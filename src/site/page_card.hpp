#pragma once

#include <string>
#include <vector>

#include "cards/card.hpp"
#include "content/page_shell.hpp"
#include "site/documents.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::site {

/// The card of a page's document, and where it is: `/cards/sv/place_page/kumla.0123456789abcdef.png`. The hash is of
/// all that the card shows, so its address changes when it does, and what is there may be kept for ever.
struct PageCard {
  cards::Card card;
  std::string path;
  std::string words;  ///< the same for those who do not see it
};

/// Notes what it was made from. `reference`: of the document whose card it is.
base::Result<PageCard> page_card(const std::string& reference, const content::PageHead& head,
                                 const content::CardSubject& subject, const Site& site,
                                 content::RenderContext& context);

/// For `card` of theme/layout: the page's own card, the front page's where the page is of no document, false where
/// there is none. `public_url` stands before its path.
base::Result<> set_card(web::View& view, const content::Page& page, const Site& site, content::RenderContext& context,
                        const std::string& public_url);

/// GET `/cards/{language}/{type}/{file}`: a PNG, drawn by the worker that answers; 302 to the present one from an
/// earlier name; not_found. Everything must outlive it.
std::vector<web::Route> card_routes(storage::Database& database, const content::RenderServices& services);

}  // namespace smartmove::site
