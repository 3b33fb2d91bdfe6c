#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "content/region.hpp"
#include "web/request.hpp"

namespace smartmove::site {

/// What the address of a search page asks for.
struct SearchAddress {
  std::string text;
  std::string kind;
  std::string audience;
  std::string place;
  std::size_t page = 1;
};

/// `/sok`, `/en/search`: where the region's search page is in this language.
std::string search_path(const content::Region& region, const std::string& language);
/// The last part of it.
std::string_view search_word(std::string_view language);

/// Parameters are named in the page's language (`typ`, `for`, `plats`) or in English (`kind`, `for`, `place`); any
/// value is taken, and a page number that is none is the first.
SearchAddress read_search_address(const web::Request& request);
std::string search_href(const content::Region& region, const std::string& language, const SearchAddress& address);

}  // namespace smartmove::site
