#pragma once

#include <string>
#include <sys/socket.h>

namespace smartmove::fetch {

/// Whether an IPv4 or IPv6 address is one of the public internet: not loopback, private, link-local, shared (RFC 6598),
/// multicast, reserved, for documentation, or an IPv4 address of these kinds written as IPv6 (mapped, NAT64, 6to4).
/// After the special-purpose registries of IANA (RFC 6890). Another family is not public.
bool is_public(const sockaddr& address);

/// `127.0.0.1`, `::1`; empty for another family.
std::string to_string(const sockaddr& address);

}  // namespace smartmove::fetch
