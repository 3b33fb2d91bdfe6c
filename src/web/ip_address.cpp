#include "web/ip_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

#include "base/text.hpp"

namespace smartmove::web {
namespace {

constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned mapped_bits = 96;

}  // namespace

IpAddress IpAddress::v4(std::span<const unsigned char, 4> bytes) {
  IpAddress address;
  std::ranges::copy(mapped, address.bytes_.begin());
  std::ranges::copy(bytes, address.bytes_.begin() + mapped.size());
  return address;
}

IpAddress IpAddress::v6(std::span<const unsigned char, 16> bytes) {
  IpAddress address;
  std::ranges::copy(bytes, address.bytes_.begin());
  return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> copy{};
  if (text.empty() || text.size() >= copy.size() || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::ranges::copy(text, copy.begin());
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET, copy.data(), bytes.data()) == 1) return v4(std::span(bytes).first<4>());
  if (::inet_pton(AF_INET6, copy.data(), bytes.data()) == 1) return v6(bytes);
  return std::nullopt;
}

bool IpAddress::is_v4() const { return std::equal(mapped.begin(), mapped.end(), bytes_.begin()); }

std::string IpAddress::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool written = is_v4()
                           ? ::inet_ntop(AF_INET, bytes_.data() + mapped.size(), text.data(), text.size()) != nullptr
                           : ::inet_ntop(AF_INET6, bytes_.data(), text.data(), text.size()) != nullptr;
  return written ? text.data() : "";
}

std::optional<Networks::Network> Networks::parse_one(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{*address};
  if (slash == std::string_view::npos) return network;
  const auto digits = text.substr(slash + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), network.prefix);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  const bool is_v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  if (network.prefix > (is_v4 ? 32U : 128U)) return std::nullopt;
  if (is_v4) network.prefix += mapped_bits;
  for (unsigned bit = network.prefix; bit < 128; ++bit) {
    if ((address->bytes()[bit / 8] & (0x80U >> bit % 8)) != 0) return std::nullopt;
  }
  return network;
}

base::Result<Networks> Networks::parse(std::string_view list) {
  Networks networks;
  while (!list.empty()) {
    const auto end = std::min(list.find_first_of(", "), list.size());
    const auto item = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (item.empty()) continue;
    const auto network = parse_one(item);
    if (!network) {
      return base::fail(base::ErrorKind::invalid,
                        base::quote(item) + " is neither an address nor a network; 10.0.0.0/8 and 2001:db8::1 are.");
    }
    networks.networks_.push_back(*network);
  }
  return networks;
}

bool Networks::holds(const Network& network, const IpAddress& address) {
  const auto whole = network.prefix / 8;
  const auto& ours = network.address.bytes();
  const auto& theirs = address.bytes();
  if (!std::equal(ours.begin(), ours.begin() + whole, theirs.begin())) return false;
  const auto rest = network.prefix % 8;
  return rest == 0 || ((ours[whole] ^ theirs[whole]) >> (8 - rest)) == 0;
}

bool Networks::contains(const IpAddress& address) const {
  return std::ranges::any_of(networks_, [&](const Network& network) { return holds(network, address); });
}

}  // namespace smartmove::web
