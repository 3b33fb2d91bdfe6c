#include "web/page_cache.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"

namespace smartmove::web {
namespace {

constexpr unsigned private_readers = 256;

bool may_keep(int status) { return status == 200 || status == 301 || status == 308 || status == 404 || status == 410; }

bool is_error(const Page& page) { return page.status() >= 400; }

bool concerns(const std::vector<std::string>& drop, const Page& page) {
  if (page.tags().empty() || is_error(page)) return true;
  return std::ranges::any_of(drop, [&](const std::string& tag) {
    return tag == "*" || std::ranges::find(page.tags(), tag) != page.tags().end();
  });
}

}  // namespace

PageCache::Render::~Render() {
  if (!finished_) cache_.finish(key_, nullptr);
}

void PageCache::Render::finish(const PagePtr& page) {
  if (std::exchange(finished_, true)) return;
  cache_.finish(key_, page);
}

PageCache::PageCache(std::shared_ptr<PageStore> store) : store_(std::move(store)) {
  if (store_) max_bytes_ = store_->usage().max_bytes;
}

PagePtr PageCache::find_kept(std::string_view key) {
  if (!store_) return nullptr;
  auto found = store_->find(key);
  if (found) return *std::move(found);
  give_up(found.error());
  return nullptr;
}

PagePtr PageCache::find(std::string_view key) {
  const std::lock_guard lock(mutex_);
  return find_kept(key);
}

void PageCache::get(const std::string& key, const Launch& launch, const Done& done) {
  PagePtr page;
  {
    const std::lock_guard lock(mutex_);
    page = find_kept(key);
    if (!page) {
      const auto [flight, first] = flights_.try_emplace(key);
      flight->second.waiters.push_back({launch, done, flight->second.drops.size()});
      if (!first) return;
    }
  }
  if (page) return done(std::move(page));
  launch(std::make_shared<Render>(*this, key));
}

void PageCache::finish(const std::string& key, const PagePtr& page) {
  std::vector<Waiter> served;
  std::vector<Waiter> again;
  {
    const std::lock_guard lock(mutex_);
    auto flight = flights_.extract(key);
    if (flight.empty()) return;
    auto& [waiters, drops] = flight.mapped();
    // Who came after a drop that concerns this page must not see it; who came before may.
    const auto outdated =
        page ? std::ranges::find_if(drops, [&](const auto& drop) { return concerns(drop, *page); }) : drops.end();
    const auto valid_drops = static_cast<std::size_t>(outdated - drops.begin());
    for (auto& waiter : waiters) {
      (waiter.drops_before <= valid_drops ? served : again).push_back(std::move(waiter));
    }
    if (page && outdated == drops.end()) keep(key, *page);
  }
  for (const auto& waiter : served) waiter.done(page);
  for (const auto& waiter : again) get(key, waiter.launch, waiter.done);
}

void PageCache::keep(const std::string& key, const Page& page) {
  if (!store_ || page.caching() == Caching::none || !may_keep(page.status()) || !page.view().is_fresh()) return;
  // Not to keep a page is no harm: it is made again.
  if (const auto kept = store_->put(key, page); !kept) {
    base::log(spdlog::level::warn, "page_not_kept", {{"cause", kept.error().cause}});
  }
}

void PageCache::drop(const std::vector<std::string>& tags) {
  const std::lock_guard lock(mutex_);
  for (auto& [key, flight] : flights_) flight.drops.push_back(tags);
  if (!store_) return;
  if (const auto dropped = store_->drop(tags); !dropped) give_up(dropped.error());
}

/// What cannot be dropped must not be served: the store goes, and a new one is tried.
void PageCache::give_up(const base::Error& error) {
  base::log(spdlog::level::err, "page_store_given_up", {{"cause", error.cause}});
  store_->condemn();
  auto fresh = PageStore::open_private(max_bytes_, private_readers);
  if (!fresh) base::log(spdlog::level::err, "pages_not_kept", {{"cause", fresh.error().message}});
  exchange(fresh ? *std::move(fresh) : nullptr);
}

void PageCache::go_on_with(std::shared_ptr<PageStore> store) {
  const std::lock_guard lock(mutex_);
  exchange(std::move(store));
}

void PageCache::exchange(std::shared_ptr<PageStore> store) {
  store_ = std::move(store);
  stores_.fetch_add(1, std::memory_order_release);
}

std::shared_ptr<PageStore> PageCache::store() const {
  const std::lock_guard lock(mutex_);
  return store_;
}

PageStore::Usage PageCache::usage() const {
  const auto kept = store();
  return kept ? kept->usage() : PageStore::Usage{};
}

bool PageCache::keeps() const { return store() != nullptr; }

std::optional<PageView> PageCacheReader::find(std::string_view path, std::string_view query) {
  const auto page = find(path);
  if (query.empty() || (page && page->caching() == Caching::path)) return page;
  key_.assign(path).append("?").append(query);
  return find(key_);
}

std::optional<PageView> PageCacheReader::find(std::string_view key) {
  // The newest store, and the count from before it was taken: a store that comes in between is noticed the next time.
  if (const auto newest = cache_.stores_.load(std::memory_order_acquire) + 1; newest != store_) {
    if (reader_) before_.push_back(*std::move(reader_));
    reader_.reset();
    if (auto store = cache_.store()) reader_.emplace(std::move(store));
    store_ = newest;
  }
  return reader_ ? reader_->find(key) : std::nullopt;
}

void PageCacheReader::release() {
  before_.clear();
  if (reader_) reader_->release();
}

}  // namespace smartmove::web
