#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "web/ip_address.hpp"

namespace smartmove::web {

/// What a proxy says before the first request: the PROXY protocol, version 2 (binary), of haproxy.org.
struct ProxyHeader {
  enum class State { need_more, complete, refused };
  State state = State::need_more;
  std::size_t bytes = 0;              ///< of the header, once complete
  std::optional<IpAddress> source{};  ///< the visitor; nothing where the proxy speaks for itself (LOCAL, UNSPEC)
};

constexpr std::size_t max_proxy_header_bytes = 2048;  ///< addresses and extensions together

/// Reads the header at the start of `bytes`. Refused: another version, command, family or protocol than TCP over IPv4
/// and IPv6; lengths that do not fit, or over the maximum; a checksum (PP2_TYPE_CRC32C) that is wrong. Other extensions
/// are skipped.
ProxyHeader read_proxy_header(std::string_view bytes);

}  // namespace smartmove::web
