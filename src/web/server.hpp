#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "web/error_page.hpp"
#include "web/limits.hpp"
#include "web/metrics.hpp"
#include "web/page_cache.hpp"
#include "web/router.hpp"

namespace smartmove::web {

/// What a server starts with; of that, the limits can be changed while it runs.
struct ServerSettings : ServerLimits {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
  unsigned threads = 0;       ///< that talk to clients; 0: one a core
  unsigned workers = 4;       ///< that run handlers
  std::string public_url{};   ///< HSTS is sent only where it begins with https://
  bool dev = false;           ///< nothing is cached
  bool steer = false;         ///< one pinned thread a core, connections to the core that received them (steering.hpp)
  std::chrono::milliseconds shutdown_timeout{10'000};  ///< for what is under way when stop() is called
  std::chrono::milliseconds idle_drain{500};           ///< stop() lets an idle connection ask once more for so long
  /// Sockets that listen already (from a service manager, or the server that this one replaces) and that take the place
  /// of `address` and `port`. They stay open as long as the process. Each needs a thread: there are at least as many.
  std::vector<int> listeners{};
  /// What the thread that asks has spent in the database since it began; for the log of slow requests. Or none.
  std::function<std::chrono::microseconds()> database_time{};
};

/// The HTTP/1.1 server: one io_context a thread, handlers on a pool of their own.
class Server {
 public:
  /// Listens and serves. Refuses (unavailable or invalid, saying what to do) an address that cannot be listened at.
  /// `router`, `cache` and `metrics` must outlive the server.
  static base::Result<std::unique_ptr<Server>> start(ServerSettings settings, const Router& router, PageCache& cache,
                                                     ErrorPage error_page, Metrics& metrics);
  ~Server();  ///< stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  std::size_t connections() const;

  /// New limits, for the next request of every connection. From any thread.
  void reload(const ServerLimits& limits);
  /// The sockets it listens at, to hand them on; until stop().
  std::vector<int> listeners() const;

  /// Stops accepting, lets what is under way finish (up to the shutdown timeout), ends. Blocks; may be called twice.
  void stop();

 private:
  class Implementation;
  explicit Server(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace smartmove::web
