#include "app/free_port.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

namespace smartmove::app {
namespace asio = boost::asio;

base::Result<std::uint16_t> find_free_port(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = asio::ip::make_address(address, error);
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  if (!error) socket.open(parsed.is_v6() ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), error);
  if (!error) socket.bind({parsed, 0}, error);
  const auto endpoint = error ? asio::ip::tcp::endpoint() : socket.local_endpoint(error);
  if (error) {
    return base::fail(base::ErrorKind::unavailable,
                      fmt::format("--address: there is no listening at \"{}\": {}. Name an address of this machine.",
                                  address, error.message()));
  }
  return endpoint.port();
}

}  // namespace smartmove::app
