#include "web/proxy_protocol.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace smartmove::web {
namespace {

using State = ProxyHeader::State;

constexpr std::string_view signature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr std::size_t fixed_bytes = 16;
constexpr unsigned char checksum_type = 0x03;

// In the order of the protocol's byte 13 and 14.
constexpr unsigned char local = 0x20;
constexpr unsigned char proxied = 0x21;
constexpr unsigned char unspecified = 0x00;
constexpr unsigned char tcp4 = 0x11;
constexpr unsigned char tcp6 = 0x21;

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
std::size_t number_at(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) * 256 + byte_at(bytes, at + 1);
}

/// CRC-32C (RFC 9260, appendix A), a bit at a time: a header is short and comes once a connection.
std::uint32_t add_to_checksum(std::uint32_t sum, unsigned byte) {
  sum ^= byte;
  for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0x82f63b78U : 0U);
  return sum;
}

/// Of the whole header, its own four bytes at `at` taken as zeros.
bool has_checksum(std::string_view header, std::size_t at) {
  std::uint32_t sum = 0xffffffffU;
  std::uint32_t sent = 0;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const bool is_own = i >= at && i < at + 4;
    if (is_own) sent = sent << 8 | byte_at(header, i);
    sum = add_to_checksum(sum, is_own ? 0 : byte_at(header, i));
  }
  return (sum ^ 0xffffffffU) == sent;
}

/// The extensions (type, length, value) from `at` to the end.
bool are_extensions_right(std::string_view header, std::size_t at) {
  bool summed = false;
  while (at < header.size()) {
    if (header.size() - at < 3) return false;
    const auto length = number_at(header, at + 1);
    if (header.size() - at - 3 < length) return false;
    if (byte_at(header, at) == checksum_type) {
      if (summed || length != 4 || !has_checksum(header, at + 3)) return false;
      summed = true;
    }
    at += 3 + length;
  }
  return true;
}

template <std::size_t Size>
std::array<unsigned char, Size> address_bytes(std::string_view header) {
  std::array<unsigned char, Size> bytes{};
  std::copy_n(header.begin() + fixed_bytes, Size, bytes.begin());
  return bytes;
}

ProxyHeader read_whole(std::string_view header) {
  const auto command = byte_at(header, 12);
  const auto family = byte_at(header, 13);
  const auto length = header.size() - fixed_bytes;
  const bool is_tcp4 = command == proxied && family == tcp4;
  const bool is_tcp6 = command == proxied && family == tcp6;
  if (!is_tcp4 && !is_tcp6) {
    // What follows the addresses of a family that is not ours cannot be found, and nobody needs it.
    if (command == local || family == unspecified) return {State::complete, header.size(), {}};
    return {State::refused};
  }
  const std::size_t addresses = is_tcp4 ? 12 : 36;
  if (length < addresses || !are_extensions_right(header, fixed_bytes + addresses)) return {State::refused};
  const auto source = is_tcp4 ? IpAddress::v4(address_bytes<4>(header)) : IpAddress::v6(address_bytes<16>(header));
  return {State::complete, header.size(), source};
}

}  // namespace

ProxyHeader read_proxy_header(std::string_view bytes) {
  const auto common = std::min(bytes.size(), signature.size());
  if (bytes.substr(0, common) != signature.substr(0, common)) return {State::refused};
  if (bytes.size() > 12 && byte_at(bytes, 12) != local && byte_at(bytes, 12) != proxied) return {State::refused};
  if (bytes.size() < fixed_bytes) return {};
  const auto length = number_at(bytes, 14);
  if (length > max_proxy_header_bytes) return {State::refused};
  if (bytes.size() < fixed_bytes + length) return {};
  return read_whole(bytes.substr(0, fixed_bytes + length));
}

}  // namespace smartmove::web
