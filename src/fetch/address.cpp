#include "fetch/address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>

namespace smartmove::fetch {
namespace {

struct Network4 {
  std::uint32_t address;
  int length;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// Not globally reachable (IANA's IPv4 special-purpose registry), and multicast and what lies above it.
constexpr std::array networks4{
    Network4{ip(0, 0, 0, 0), 8},      Network4{ip(10, 0, 0, 0), 8},     Network4{ip(100, 64, 0, 0), 10},
    Network4{ip(127, 0, 0, 0), 8},    Network4{ip(169, 254, 0, 0), 16}, Network4{ip(172, 16, 0, 0), 12},
    Network4{ip(192, 0, 0, 0), 24},   Network4{ip(192, 0, 2, 0), 24},   Network4{ip(192, 88, 99, 0), 24},
    Network4{ip(192, 168, 0, 0), 16}, Network4{ip(198, 18, 0, 0), 15},  Network4{ip(198, 51, 100, 0), 24},
    Network4{ip(203, 0, 113, 0), 24}, Network4{ip(224, 0, 0, 0), 3},
};

using Bytes16 = std::array<std::uint8_t, 16>;

struct Network6 {
  Bytes16 address;
  int length;
};

constexpr std::array networks6{
    Network6{{0x01, 0x00}, 64},                          // discard
    Network6{{0x20, 0x01, 0x00, 0x00}, 23},              // protocol assignments, Teredo among them
    Network6{{0x20, 0x01, 0x0d, 0xb8}, 32},              // documentation
    Network6{{0x3f, 0xff}, 20},                          // documentation
    Network6{{0x5f, 0x00}, 16},                          // segment routing
    Network6{{0xfc}, 7},                                 // unique local
    Network6{{0xfe, 0x80}, 10},                          // link-local
    Network6{{0xfe, 0xc0}, 10},                          // site-local, once
    Network6{{0xff}, 8},                                 // multicast
    Network6{{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48},  // local NAT64
};

bool starts_with(const Bytes16& address, const Bytes16& prefix, int length) {
  for (int bit = 0; bit < length; ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80 >> (bit % 8));
    if ((address[static_cast<std::size_t>(bit / 8)] & mask) != (prefix[static_cast<std::size_t>(bit / 8)] & mask)) {
      return false;
    }
  }
  return true;
}

bool is_public4(std::uint32_t address) {
  return std::none_of(networks4.begin(), networks4.end(), [&](const Network4& network) {
    return (address ^ network.address) >> (32 - network.length) == 0;
  });
}

std::uint32_t embedded4(const Bytes16& address, std::size_t at) {
  return ip(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool is_public6(const Bytes16& address) {
  // An IPv4 address in disguise counts as what it is.
  if (starts_with(address, {0x20, 0x02}, 16)) return is_public4(embedded4(address, 2));               // 6to4
  if (starts_with(address, {0x00, 0x64, 0xff, 0x9b}, 96)) return is_public4(embedded4(address, 12));  // NAT64
  Bytes16 mapped{};
  mapped[10] = mapped[11] = 0xff;
  if (starts_with(address, mapped, 96)) return is_public4(embedded4(address, 12));
  if (starts_with(address, {}, 96)) return false;  // unspecified, loopback, IPv4-compatible
  return std::none_of(networks6.begin(), networks6.end(),
                      [&](const Network6& network) { return starts_with(address, network.address, network.length); });
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in ip4{};
    std::memcpy(&ip4, &address, sizeof ip4);
    return is_public4(ntohl(ip4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 ip6{};
    std::memcpy(&ip6, &address, sizeof ip6);
    Bytes16 bytes{};
    std::memcpy(bytes.data(), &ip6.sin6_addr, bytes.size());
    return is_public6(bytes);
  }
  return false;
}

std::string to_string(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    sockaddr_in ip4{};
    std::memcpy(&ip4, &address, sizeof ip4);
    inet_ntop(AF_INET, &ip4.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 ip6{};
    std::memcpy(&ip6, &address, sizeof ip6);
    inet_ntop(AF_INET6, &ip6.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace smartmove::fetch
