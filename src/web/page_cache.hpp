#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/page_store.hpp"

namespace smartmove::web {

/// Published pages, rendered once and kept until a change of one of their tags. Where they are kept is the page store;
/// this sees to it that one renders however many wait, and that nobody is given a page from before a change that they
/// may know of. Thread-safe.
class PageCache {
 public:
  /// Null: nothing is kept.
  explicit PageCache(std::shared_ptr<PageStore> store);
  PageCache(const PageCache&) = delete;
  PageCache& operator=(const PageCache&) = delete;

  /// The duty to render one page. To destroy it without finish() gives up: those who wait get nothing.
  class Render {
   public:
    Render(PageCache& cache, std::string key) : cache_(cache), key_(std::move(key)) {}
    ~Render();
    Render(const Render&) = delete;
    Render& operator=(const Render&) = delete;
    /// Hands the page to those who wait, and keeps it if its caching says so, its status may be kept, and none of
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
  /// returned, no get() or find() that begins later gives a page made from what was before. Where the store fails to
  /// drop, it is given up for a new one.
  void drop(const std::vector<std::string>& tags);

  /// Goes on with another store (null: keeps nothing), as a process does that is about to be replaced or was not after
  /// all. The one before may be let go of; nothing is changed in it any more.
  void go_on_with(std::shared_ptr<PageStore> store);

  PageStore::Usage usage() const;
  bool keeps() const;  ///< false: there is no store, every page is made anew

 private:
  friend class PageCacheReader;
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
  void keep(const std::string& key, const Page& page);
  PagePtr find_kept(std::string_view key);
  void give_up(const base::Error& error);
  void exchange(std::shared_ptr<PageStore> store);
  std::shared_ptr<PageStore> store() const;

  mutable std::mutex mutex_;
  std::shared_ptr<PageStore> store_;
  std::atomic<std::uint64_t> stores_{0};  ///< how many there have been
  std::size_t max_bytes_ = 0;
  std::unordered_map<std::string, Flight> flights_;
};

/// One thread's view of the cache: a hit takes no lock and copies nothing. For one thread only.
class PageCacheReader {
 public:
  explicit PageCacheReader(PageCache& cache) : cache_(cache) {}

  /// The kept page for a request's path and query string, or nothing. What it points at stays until release().
  std::optional<PageView> find(std::string_view path, std::string_view query);

  /// Before waiting for anything, so that the next find() sees what has been dropped meanwhile.
  void release();

 private:
  std::optional<PageView> find(std::string_view key);

  PageCache& cache_;
  std::optional<PageStore::Reader> reader_;
  std::vector<PageStore::Reader> before_;  ///< of stores that are gone; what they gave may still be on its way out
  std::uint64_t store_ = 0;                ///< which one `reader_` reads
  std::string key_;
};

}  // namespace smartmove::web
