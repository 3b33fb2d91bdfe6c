#include "app/free_port.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <utility>

namespace smartmove::app {
namespace asio = boost::asio;

base::Result<ReservedPort> ReservedPort::reserve(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = asio::ip::make_address(address, error);
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
  if (!error) socket.open(parsed.is_v6() ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), error);
  if (!error) socket.set_option(ReusePort(true), error);
  if (!error) socket.bind({parsed, 0}, error);
  const auto endpoint = error ? asio::ip::tcp::endpoint() : socket.local_endpoint(error);
  if (error) {
    return base::fail(base::ErrorKind::unavailable,
                      fmt::format("--address: there is no listening at \"{}\": {}. Name an address of this machine.",
                                  address, error.message()));
  }
  const auto port = endpoint.port();
  const int kept = ::dup(socket.native_handle());
  return ReservedPort(kept, port);
}

ReservedPort& ReservedPort::operator=(ReservedPort&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(port_, other.port_);
  return *this;
}

ReservedPort::~ReservedPort() {
  if (socket_ >= 0) ::close(socket_);
}

}  // namespace smartmove::app
