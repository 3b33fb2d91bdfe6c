#pragma once

#include <memory>
#include <string>

#include "base/settings.hpp"
#include "storage/database.hpp"
#include "web/page_cache.hpp"
#include "web/page_store.hpp"

namespace smartmove::app {

/// The store of finished pages in the data directory. Where that cannot be used, one of this process alone; null where
/// the settings say so, or where there is no place at all. Says so in the log.
std::shared_ptr<web::PageStore> open_page_store(const base::Settings& settings, const std::string& public_url,
                                                const storage::Database& database);

/// From now on `cache` follows the database. What was changed while nobody listened is dropped first.
void follow_changes(const std::shared_ptr<web::PageCache>& cache, web::PageStore* store, storage::Database& database);

/// One of this process alone; null where there is no place.
std::shared_ptr<web::PageStore> open_private_page_store(const base::Settings& settings);

/// Lets go of `store` for another process; `cache` goes on with `next`.
void hand_over_pages(web::PageCache& cache, web::PageStore& store, std::shared_ptr<web::PageStore> next,
                     storage::Database& database);

/// Notes up to where changes have been dropped, so that the next start need not drop everything. When nothing is
/// written any more.
void note_position(web::PageStore& store, storage::Database& database);

}  // namespace smartmove::app
