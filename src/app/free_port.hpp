#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace smartmove::app {

/// A free TCP port, kept for a server that listens with SO_REUSEPORT until this is destroyed.
class ReservedPort {
 public:
  static base::Result<ReservedPort> reserve(const std::string& address);
  ReservedPort(ReservedPort&& other) noexcept : socket_(other.socket_), port_(other.port_) { other.socket_ = -1; }
  ReservedPort& operator=(ReservedPort&& other) noexcept;
  ~ReservedPort();
  std::uint16_t port() const { return port_; }

 private:
  ReservedPort(int socket, std::uint16_t port) : socket_(socket), port_(port) {}
  int socket_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace smartmove::app
