#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/translations.hpp"
#include "content/registry.hpp"
#include "media/intake.hpp"
#include "media/media_store.hpp"
#include "site/search_services.hpp"
#include "storage/database.hpp"
#include "web/api.hpp"

namespace smartmove::app {

/// Every feature's document types, blocks and pack files: the one list.
class Features {
 public:
  /// `media` must outlive it. `more`: contributions beyond the product's own, for tests.
  Features(media::MediaStore& media, const media::Limits& limits, std::vector<content::Contribution> more = {});
  ~Features();
  const content::Registry& registry() const { return *registry_; }

 private:
  struct Plugs;  // what features need of each other
  std::unique_ptr<Plugs> plugs_;
  std::unique_ptr<content::Registry> registry_;
};

/// Every feature's public API operations. `database` and `search` must outlive them.
std::vector<web::ApiOperation> api_operations(storage::Database& database, const site::SearchServices& search);

/// Every template that code names (those of document types and blocks, and the shell's).
std::vector<std::string> template_names(const content::Registry& registry);

/// Where pages get their figures. `translations` must outlive it.
content::FigureSourceFactory figure_sources(const base::Translations& translations);

}  // namespace smartmove::app
