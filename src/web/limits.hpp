#pragma once

#include <chrono>
#include <cstddef>

#include "web/client_address.hpp"
#include "web/request_parser.hpp"

namespace smartmove::web {

enum class ProxyProtocol { off, v2 };
enum class AccessLogging { off, on };

/// What a running server can be given anew (Server::reload). A count or rate of 0 is no limit.
struct ServerLimits {
  std::size_t max_header_bytes = 16384;
  std::size_t max_headers = 100;
  std::size_t max_target_bytes = 8192;
  std::size_t max_body_bytes = 1048576;
  std::size_t max_connections = 10000;
  std::size_t max_connections_per_address = 0;
  std::chrono::milliseconds idle_timeout{75'000};     ///< between requests
  std::chrono::milliseconds request_timeout{30'000};  ///< for a request to come in, and for an answer to go out
  std::size_t min_request_rate = 0;                   ///< bytes a second, from `rate_grace` on
  std::chrono::milliseconds rate_grace{5'000};
  Networks trusted_proxies{};
  ForwardingHeader forwarding = ForwardingHeader::x_forwarded_for;  ///< believed of trusted proxies alone
  ProxyProtocol proxy_protocol = ProxyProtocol::off;                ///< v2: trusted proxies begin with its header
  AccessLogging access_log = AccessLogging::off;
  std::chrono::milliseconds slow_request{0};  ///< handlers that take longer are logged; 0: none

  RequestLimits request() const { return {max_header_bytes, max_headers, max_body_bytes, max_target_bytes}; }
};

}  // namespace smartmove::web
