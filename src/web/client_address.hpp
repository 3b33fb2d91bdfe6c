#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "web/ip_address.hpp"

namespace smartmove::web {

/// The header in which the proxies in front say for whom they ask. Only one is believed: a proxy that writes the one
/// lets the other through as the visitor wrote it.
enum class ForwardingHeader { none, x_forwarded_for, forwarded };

/// Who asks, and how the visitor's side of the connection is protected.
struct Client {
  IpAddress address;
  bool https = false;  ///< a trusted proxy says so (`X-Forwarded-Proto`, or `proto` of `Forwarded`)
};

using HeaderFields = std::span<const std::pair<std::string_view, std::string_view>>;

/// Believes `header` from right to left, for as long as the address that wrote it is in `trusted`: the first that is
/// not is the visitor. Where the header ends or names no address (`unknown`, `_hidden`, nonsense), the last known
/// address stands. `peer` is the other end of the connection.
Client client_of(const IpAddress& peer, const Networks& trusted, ForwardingHeader header, HeaderFields fields);

}  // namespace smartmove::web
