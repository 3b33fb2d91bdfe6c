#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "web/error_page.hpp"
#include "web/page.hpp"
#include "web/page_cache.hpp"
#include "web/refusal.hpp"
#include "web/router.hpp"
#include "web/worker_pool.hpp"

namespace smartmove::web {

/// From a request to its answer: route, page cache, handler on the worker pool, errors. Knows no sockets. Thread-safe;
/// what it is given must outlive it.
class Dispatcher {
 public:
  struct Settings {
    bool https = false;
    bool caching = true;
    std::function<std::chrono::microseconds()> database_time{};  ///< of the thread that asks, since it began; or none
  };
  Dispatcher(const Router& router, PageCache& cache, ErrorPage error_page, WorkerPool& workers, Settings settings);

  /// `raw_query` keys what is cached by query. `done` is called once with the page, on any thread.
  using Done = std::function<void(PagePtr)>;
  void answer(Request request, std::string_view raw_query, const Done& done) const;

  /// For a request that is not taken, with its target as far as that is known. On the calling thread.
  PagePtr refusal(Refusal reason, std::string_view target) const;
  /// Requests that wait for a worker and are worked on for longer are logged; 0: none. From any thread.
  void set_slow_request(std::chrono::milliseconds longest) { slow_request_ = longest; }
  const Page& alive() const { return *alive_; }  ///< of /healthz
  const Page& overloaded() const { return *overloaded_; }

 private:
  struct Job;
  void render_cached(std::shared_ptr<const Job> job, const std::string& key, Caching caching, const Done& done) const;
  void render_once(std::shared_ptr<const Job> job, const Done& done) const;
  Response respond(const Job& job) const;
  Response respond_unguarded(const Job& job) const;
  void write_refusals();
  std::chrono::microseconds database_time() const;
  struct Began {
    std::chrono::steady_clock::time_point at;
    std::chrono::microseconds database_time;
  };
  void log_if_slow(const Job& job, const Began& began, int status) const;
  Response refuse_method(const Request& request, const base::Error& error) const;
  PagePtr write(const Job& job, Caching caching) const;
  const PagePtr& overloaded(const Job& job) const;

  const Router& router_;
  PageCache& cache_;
  ErrorPage error_page_;
  WorkerPool& workers_;
  Settings settings_;
  PageWriter writer_;
  PagePtr alive_;
  PagePtr overloaded_;
  PagePtr overloaded_api_;
  std::array<PagePtr, refusal_count> refusals_{};  ///< but for those of the API, which name its address
  std::atomic<std::chrono::milliseconds> slow_request_{std::chrono::milliseconds(0)};
};

}  // namespace smartmove::web
