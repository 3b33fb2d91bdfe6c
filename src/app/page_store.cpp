#include "app/page_store.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <thread>
#include <utility>

#include "base/build_id.hpp"
#include "base/log.hpp"
#include "tasks/queue.hpp"

namespace smartmove::app {
namespace {

constexpr unsigned spare_readers = 128;  // workers, and threads for sockets that were passed (web/server.hpp)

void warn(const char* event, const base::Error& error) {
  base::log(spdlog::level::warn, event, {{"message", error.message}, {"cause", error.cause}});
}

unsigned most_readers(const base::Settings& settings) {
  const auto threads = std::max<long long>(settings.integer("threads"), std::thread::hardware_concurrency());
  return static_cast<unsigned>(threads) + spare_readers;
}

/// What was changed since the pages were kept; `*` where nobody knows.
storage::Change missed_changes(web::PageStore& store, storage::Database& database) {
  const auto position = store.position();
  if (!position || position->empty()) return {{"*"}};
  const auto missed = database.changes_since(*position);
  return missed && *missed ? **missed : storage::Change{{"*"}};
}

}  // namespace

std::shared_ptr<web::PageStore> open_page_store(const base::Settings& settings, const std::string& public_url,
                                                const storage::Database& database) {
  web::PageStore::Settings store;
  store.folder = std::filesystem::path(settings.text("data")) / "pages";
  store.max_bytes = static_cast<std::size_t>(settings.integer("page-store-bytes"));
  store.inputs = fmt::format("{} {} {}", base::build_id(), public_url, database.description());
  store.readers = most_readers(settings);
  if (store.max_bytes == 0 || settings.boolean("dev")) return nullptr;
  auto opened = web::PageStore::open(store);
  if (opened) return *std::move(opened);
  warn("page_store_private", opened.error());
  return open_private_page_store(settings);
}

std::shared_ptr<web::PageStore> open_private_page_store(const base::Settings& settings) {
  auto opened = web::PageStore::open_private(static_cast<std::size_t>(settings.integer("page-store-bytes")),
                                             most_readers(settings));
  if (opened) return *std::move(opened);
  warn("pages_not_kept", opened.error());
  return nullptr;
}

void hand_over_pages(web::PageCache& cache, web::PageStore& store, std::shared_ptr<web::PageStore> next,
                     storage::Database& database) {
  note_position(store, database);  // before: what changes from here on, the next process drops
  cache.go_on_with(std::move(next));
  if (const auto let_go = store.let_go(); !let_go) warn("page_store_not_handed_over", let_go.error());
}

void follow_changes(const std::shared_ptr<web::PageCache>& cache, web::PageStore* store, storage::Database& database) {
  database.on_change([cache](const storage::Change& change) {
    if (!tasks::is_wake_up(change)) cache->drop(change.tags);
  });
  if (store == nullptr) return;
  const auto missed = missed_changes(*store, database);
  if (!missed.tags.empty()) cache->drop(missed.tags);
  note_position(*store, database);
}

void note_position(web::PageStore& store, storage::Database& database) {
  const auto position = database.settled_position();
  if (!position) return warn("page_store_position_not_known", position.error());
  if (const auto set = store.set_position(*position); !set) warn("page_store_position_not_kept", set.error());
}

}  // namespace smartmove::app
