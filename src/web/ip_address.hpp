#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::web {

/// An address of the internet protocol. IPv4 is kept as IPv4-mapped IPv6, so that `192.0.2.1` and `::ffff:192.0.2.1`
/// are one address however a system or a proxy writes it.
class IpAddress {
 public:
  IpAddress() = default;  ///< `::`
  static IpAddress v4(std::span<const unsigned char, 4> bytes);
  static IpAddress v6(std::span<const unsigned char, 16> bytes);
  /// Without port, brackets or zone; nothing for anything else.
  static std::optional<IpAddress> parse(std::string_view text);

  bool is_v4() const;
  std::string to_string() const;  ///< `192.0.2.1`, `2001:db8::1`
  const std::array<unsigned char, 16>& bytes() const { return bytes_; }
  friend bool operator==(const IpAddress&, const IpAddress&) = default;

 private:
  std::array<unsigned char, 16> bytes_{};
};

/// Networks, as the setting `trusted-proxies` lists them. Immutable, thread-safe.
class Networks {
 public:
  /// `127.0.0.1, 10.0.0.0/8, 2001:db8::/32`, parted by commas or spaces; empty is none. invalid: what is no network,
  /// and one that has bits set behind its prefix.
  static base::Result<Networks> parse(std::string_view list);

  bool contains(const IpAddress& address) const;
  bool empty() const { return networks_.empty(); }

 private:
  struct Network {
    IpAddress address;
    unsigned prefix = 128;  ///< of the mapped address
  };
  static std::optional<Network> parse_one(std::string_view text);
  static bool holds(const Network& network, const IpAddress& address);

  std::vector<Network> networks_;
};

}  // namespace smartmove::web
