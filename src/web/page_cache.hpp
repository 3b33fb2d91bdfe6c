#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "web/page.hpp"

namespace smartmove::web {

/// Published pages, rendered once and kept until a change of one of their tags. Least recently used out where the bytes
/// are at their bound; answers by query string may take a quarter of them and errors a 64th, so that a flood of made-up
/// addresses does not push pages out. Thread-safe.
class PageCache {
 public:
  explicit PageCache(std::size_t max_bytes);
  PageCache(const PageCache&) = delete;
  PageCache& operator=(const PageCache&) = delete;

  /// The duty to render one page. To destroy it without finish() gives up: those who wait get nothing.
  class Render {
   public:
    Render(PageCache& cache, std::string key) : cache_(cache), key_(std::move(key)) {}
    ~Render();
    Render(const Render&) = delete;
    Render& operator=(const Render&) = delete;
    /// Hands the page to those who wait, and keeps it if `page->caching` says so, its status may be kept, and none of
    /// its tags was dropped since the render began.
    void finish(const PagePtr& page);

   private:
    PageCache& cache_;
    std::string key_;
    bool finished_ = false;
  };
  using Launch = std::function<void(std::shared_ptr<Render>)>;  ///< starts a render, best somewhere else
  using Done = std::function<void(PagePtr)>;                    ///< null: the render was given up

  /// Calls `done` once: at once with a kept page, else when the one render of `key` has finished. `launch` is called
  /// (at once, or later by the thread that finished a render which a drop has made too old for this caller) only where
  /// nobody renders `key` yet.
  void get(const std::string& key, const Launch& launch, const Done& done);

  /// The kept page, or null.
  PagePtr find(std::string_view key);

  /// Drops every page that has one of `tags`, and those without tags and errors always; `*`: all. Once this has
  /// returned, no get() or find() that begins later gives a page made from what was before.
  void drop(const std::vector<std::string>& tags);

  struct Usage {
    std::size_t entries = 0;
    std::size_t bytes = 0;
  };
  Usage usage() const;

 private:
  friend class PageCacheReader;
  enum class Kind { page, query, error };
  struct Entry {
    std::string key;
    PagePtr page;
    std::uint64_t used = 0;
    Kind kind = Kind::page;
  };
  using Entries = std::list<Entry>;  ///< the least recently used first, but for those that readers touched since
  struct Shelf {
    Entries entries;
    std::size_t bytes = 0;
    std::size_t max_bytes = 0;
  };
  struct Waiter {
    Launch launch;
    Done done;
    std::size_t drops_before = 0;
  };
  struct Flight {
    std::vector<Waiter> waiters;
    std::vector<std::vector<std::string>> drops;  ///< tags dropped since the render began
  };

  void finish(const std::string& key, const PagePtr& page);
  void keep(const std::string& key, const PagePtr& page);
  void make_room(Shelf& shelf);
  void remove(Entries::iterator entry);
  void remove_tagged(const std::string& tag);
  PagePtr find_live(std::string_view key);
  Shelf& shelf_of(Kind kind) { return shelves_[static_cast<std::size_t>(kind)]; }

  mutable std::mutex mutex_;
  std::array<Shelf, 3> shelves_;
  std::unordered_map<std::string_view, Entries::iterator> index_;  ///< views into the entries' keys
  std::unordered_map<std::string, std::unordered_set<Entry*>> tagged_;
  std::unordered_map<std::string, Flight> flights_;
  std::atomic<std::uint64_t> clock_{0};  ///< ticks with every page that is kept
};

/// One thread's view of the cache: a hit takes no lock and counts no reference. For one thread only.
class PageCacheReader {
 public:
  explicit PageCacheReader(PageCache& cache) : cache_(cache) {}

  /// The kept page for a request's path and query string, or null. It stays alive until sweep(), at least.
  const Page* find(std::string_view path, std::string_view query);

  /// Lets go of dropped pages; now and then, between requests.
  void sweep();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  const Page* find(std::string_view key);

  PageCache& cache_;
  std::unordered_map<std::string, PagePtr, Hash, std::equal_to<>> pages_;
  std::vector<PagePtr> dropped_;
  std::string key_;
};

}  // namespace smartmove::web
