#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "content/render_context.hpp"
#include "search/indexes.hpp"
#include "storage/database.hpp"

namespace smartmove::site {

/// What results are told apart by, as people call it: key or code → name. `app/` plugs them in.
struct SearchNames {
  using Names = std::map<std::string, std::string>;
  std::function<base::Result<Names>(content::RenderContext&)> audiences;
  std::function<base::Result<Names>(storage::Session&, const std::string& language)> places;
};

/// What search pages are made with. Everything must outlive them.
struct SearchServices {
  storage::Database& database;
  const content::RenderServices& render;
  search::Indexes& indexes;
  SearchNames names;
};

/// The cache tag of all that was found in a language's index.
inline std::string search_tag(const std::string& language) { return "search:" + language; }

/// What a kind of document is called: one, or many.
std::string kind_label(const content::RenderContext& context, const std::string& kind, std::size_t count = 1);

/// A search in the context's language. Only what is public at this moment is among the hits, whatever the index knows;
/// the page is noted to depend on them.
base::Result<search::Found> find(const SearchServices& services, content::RenderContext& context,
                                 const search::Request& request);

}  // namespace smartmove::site
