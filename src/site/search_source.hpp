#pragma once

#include "content/registry.hpp"
#include "search/source.hpp"
#include "site/search_services.hpp"
#include "storage/change.hpp"
#include "storage/database.hpp"

namespace smartmove::site {

/// Gives the search index the site's published pages. Everything must outlive it.
class SearchSource : public search::Source {
 public:
  SearchSource(storage::Database& database, const content::Registry& registry, SearchNames names)
      : database_(database), registry_(registry), names_(std::move(names)) {}

  base::Result<std::vector<std::string>> languages() override;
  base::Result<std::map<std::string, std::string>> stamps(const std::string& language) override;
  base::Result<std::vector<search::Document>> documents(const std::string& language,
                                                        const std::vector<std::string>& references) override;
  base::Result<std::optional<base::Instant>> next_change() override;

 private:
  storage::Database& database_;
  const content::Registry& registry_;
  SearchNames names_;
};

/// What a change means to the index.
struct SearchChange {
  bool everything = false;
  std::vector<std::string> references;
};
SearchChange search_change(const storage::Change& change);

}  // namespace smartmove::site
