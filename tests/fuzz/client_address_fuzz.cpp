// links: web
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/client_address.hpp"
#include "web/proxy_protocol.hpp"

namespace {

namespace web = smartmove::web;

void check(bool right) {
  if (!right) std::abort();
}

/// What a proxy's header says does not depend on the pieces it comes in, and takes no more than is there.
void read_header(std::string_view bytes) {
  using State = web::ProxyHeader::State;
  const auto whole = web::read_proxy_header(bytes);
  check(whole.bytes <= bytes.size());
  check(whole.state == State::complete ? whole.bytes >= 16 : whole.bytes == 0 && !whole.source);
  for (std::size_t size = 0; size < bytes.size() && size < 64; ++size) {
    const auto part = web::read_proxy_header(bytes.substr(0, size));
    if (part.state == State::refused) check(whole.state == State::refused);
    if (part.state == State::complete) check(part.bytes == whole.bytes && part.source == whole.source);
  }
}

/// Whoever writes the header: an address that is found is one that can be read again, and strangers change nothing.
void read_fields(std::string_view value) {
  const auto peer = *web::IpAddress::parse("10.0.0.1");
  const auto stranger = *web::IpAddress::parse("192.0.2.1");
  const auto trusted = *web::Networks::parse("10.0.0.0/8");
  const auto half = value.size() / 2;
  for (const auto header : {web::ForwardingHeader::x_forwarded_for, web::ForwardingHeader::forwarded}) {
    const std::pair<std::string_view, std::string_view> fields[] = {{"X-Forwarded-For", value.substr(0, half)},
                                                                    {"Forwarded", value},
                                                                    {"x-forwarded-for", value.substr(half)},
                                                                    {"X-Forwarded-Proto", value}};
    const auto client = web::client_of(peer, trusted, header, fields);
    check(web::IpAddress::parse(client.address.to_string()) == client.address);
    const auto unbelieved = web::client_of(stranger, trusted, header, fields);
    check(unbelieved.address == stranger && !unbelieved.https);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  read_header(input);
  read_fields(input);
  if (const auto networks = web::Networks::parse(input); networks && !networks->empty()) {
    static_cast<void>(networks->contains(*web::IpAddress::parse("::1")));
  }
  return 0;
}
