#include "web/page_cache.hpp"

#include <algorithm>
#include <utility>

namespace smartmove::web {
namespace {

const std::string untagged;  // the index's name for pages that every drop concerns
constexpr std::size_t entry_overhead = 512;

bool may_keep(int status) { return status == 200 || status == 301 || status == 308 || status == 404 || status == 410; }

bool is_error(const Page& page) { return page.status >= 400; }

bool is_fresh(const Page& page) { return !page.fresh_until || base::now() < *page.fresh_until; }

bool concerns(const std::vector<std::string>& drop, const Page& page) {
  if (page.tags.empty() || is_error(page)) return true;
  return std::ranges::any_of(
      drop, [&](const std::string& tag) { return tag == "*" || std::ranges::find(page.tags, tag) != page.tags.end(); });
}

std::size_t cost(const std::string& key, const Page& page) { return entry_overhead + 2 * key.size() + page.bytes(); }

}  // namespace

PageCache::Render::~Render() {
  if (!finished_) cache_.finish(key_, nullptr);
}

void PageCache::Render::finish(const PagePtr& page) {
  if (std::exchange(finished_, true)) return;
  cache_.finish(key_, page);
}

PageCache::PageCache(std::size_t max_bytes) {
  shelf_of(Kind::query).max_bytes = max_bytes / 4;
  shelf_of(Kind::error).max_bytes = max_bytes / 64;
  shelf_of(Kind::page).max_bytes = max_bytes - max_bytes / 4 - max_bytes / 64;
}

PagePtr PageCache::find_live(std::string_view key) {
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  const auto& page = found->second->page;
  if (!is_fresh(*page)) {
    remove(found->second);
    return nullptr;
  }
  page->used.store(clock_.load(std::memory_order_relaxed), std::memory_order_relaxed);
  return page;
}

PagePtr PageCache::find(std::string_view key) {
  const std::lock_guard lock(mutex_);
  return find_live(key);
}

void PageCache::get(const std::string& key, const Launch& launch, const Done& done) {
  PagePtr page;
  {
    const std::lock_guard lock(mutex_);
    page = find_live(key);
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
    if (page && outdated == drops.end()) keep(key, page);
  }
  for (const auto& waiter : served) waiter.done(page);
  for (const auto& waiter : again) get(key, waiter.launch, waiter.done);
}

void PageCache::keep(const std::string& key, const PagePtr& page) {
  if (page->caching == Caching::none || !may_keep(page->status) || !is_fresh(*page)) return;
  if (const auto old = index_.find(key); old != index_.end()) remove(old->second);
  const auto kind = is_error(*page) ? Kind::error : page->caching == Caching::query ? Kind::query : Kind::page;
  auto& shelf = shelf_of(kind);
  const auto size = cost(key, *page);
  if (size > shelf.max_bytes) return;
  const auto now = clock_.fetch_add(1, std::memory_order_relaxed) + 1;
  page->used.store(now, std::memory_order_relaxed);
  const auto entry = shelf.entries.insert(shelf.entries.end(), {key, page, now, kind});
  index_.emplace(entry->key, entry);
  for (const auto& tag : page->tags) tagged_[tag].insert(&*entry);
  if (page->tags.empty() || kind == Kind::error) tagged_[untagged].insert(&*entry);
  shelf.bytes += size;
  make_room(shelf);
}

void PageCache::make_room(Shelf& shelf) {
  while (shelf.bytes > shelf.max_bytes) {
    const auto oldest = shelf.entries.begin();
    const auto used = oldest->page->used.load(std::memory_order_relaxed);
    if (used != oldest->used) {  // read since it was put here: it gets another turn
      oldest->used = used;
      shelf.entries.splice(shelf.entries.end(), shelf.entries, oldest);
    } else {
      remove(oldest);
    }
  }
}

void PageCache::remove(Entries::iterator entry) {
  entry->page->live.store(false, std::memory_order_release);
  const auto untag = [&](const std::string& tag) {
    const auto entries = tagged_.find(tag);
    if (entries == tagged_.end()) return;
    entries->second.erase(&*entry);
    if (entries->second.empty()) tagged_.erase(entries);
  };
  for (const auto& tag : entry->page->tags) untag(tag);
  untag(untagged);
  auto& shelf = shelf_of(entry->kind);
  shelf.bytes -= cost(entry->key, *entry->page);
  index_.erase(entry->key);
  shelf.entries.erase(entry);
}

void PageCache::remove_tagged(const std::string& tag) {
  const auto found = tagged_.find(tag);
  if (found == tagged_.end()) return;
  const std::vector<Entry*> entries(found->second.begin(), found->second.end());
  for (const auto* entry : entries) remove(index_.find(entry->key)->second);
}

void PageCache::drop(const std::vector<std::string>& tags) {
  const std::lock_guard lock(mutex_);
  for (auto& [key, flight] : flights_) flight.drops.push_back(tags);
  if (std::ranges::find(tags, "*") != tags.end()) {
    for (auto& shelf : shelves_) {
      while (!shelf.entries.empty()) remove(shelf.entries.begin());
    }
    return;
  }
  for (const auto& tag : tags) remove_tagged(tag);
  remove_tagged(untagged);
}

PageCache::Usage PageCache::usage() const {
  const std::lock_guard lock(mutex_);
  Usage usage;
  for (const auto& shelf : shelves_) {
    usage.entries += shelf.entries.size();
    usage.bytes += shelf.bytes;
  }
  return usage;
}

const Page* PageCacheReader::find(std::string_view path, std::string_view query) {
  const auto* page = find(path);
  if (query.empty() || (page != nullptr && page->caching == Caching::path)) return page;
  key_.assign(path).append("?").append(query);
  return find(key_);
}

const Page* PageCacheReader::find(std::string_view key) {
  const auto found = pages_.find(key);
  if (found != pages_.end()) {
    const auto& page = *found->second;
    if (page.live.load(std::memory_order_acquire) && is_fresh(page)) {
      // Written only when another page came in since, so that threads do not fight for the line.
      const auto now = cache_.clock_.load(std::memory_order_relaxed);
      if (page.used.load(std::memory_order_relaxed) != now) page.used.store(now, std::memory_order_relaxed);
      return &page;
    }
    dropped_.push_back(std::move(found->second));
    pages_.erase(found);
  }
  auto page = cache_.find(key);
  return page ? pages_.emplace(key, std::move(page)).first->second.get() : nullptr;
}

void PageCacheReader::sweep() {
  dropped_.clear();
  std::erase_if(pages_, [](const auto& item) { return !item.second->live.load(std::memory_order_relaxed); });
}

}  // namespace smartmove::web
