#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "web/error_page.hpp"
#include "web/metrics.hpp"
#include "web/page_cache.hpp"
#include "web/router.hpp"

namespace smartmove::web {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
  unsigned threads = 0;       ///< that talk to clients; 0: one a core
  unsigned workers = 4;       ///< that run handlers
  std::string public_url{};   ///< HSTS is sent only where it begins with https://
  bool dev = false;           ///< nothing is cached
  bool steer = false;         ///< one pinned thread a core, connections to the core that received them (steering.hpp)

  std::size_t max_header_bytes = 16384;
  std::size_t max_headers = 100;
  std::size_t max_body_bytes = 1048576;
  std::size_t max_connections = 10000;
  std::chrono::milliseconds idle_timeout{75'000};      ///< between requests
  std::chrono::milliseconds request_timeout{30'000};   ///< for a request to come in, and for an answer to go out
  std::chrono::milliseconds shutdown_timeout{10'000};  ///< for what is under way when stop() is called
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

  /// Stops accepting, lets what is under way finish (up to the shutdown timeout), ends. Blocks; may be called twice.
  void stop();

 private:
  class Implementation;
  explicit Server(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace smartmove::web
