#include "base/id.hpp"

#include <cerrno>
#include <system_error>
#include <unistd.h>

#include "base/text.hpp"
#include "base/time.hpp"

namespace smartmove::base {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

bool hyphen_stands_at(std::size_t position) {
  return position == 8 || position == 13 || position == 18 || position == 23;
}

/// The digit's value, or -1.
int from_hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Failure not_an_id(std::string_view text) {
  return fail(ErrorKind::invalid,
              quote(text) + " is not an id: write 36 characters such as 019307f3-1c00-7000-8000-000000000000.");
}

}  // namespace

Uuid Uuid::generate() {
  Uuid uuid;
  if (::getentropy(uuid.bytes_.data(), uuid.bytes_.size()) != 0) {
    throw std::system_error(errno, std::generic_category(), "The system gives no random bytes");
  }
  auto milliseconds = static_cast<std::uint64_t>(now().time_since_epoch().count());
  for (int i = 5; i >= 0; --i, milliseconds >>= 8) uuid.bytes_[i] = static_cast<std::uint8_t>(milliseconds);
  uuid.bytes_[6] = (uuid.bytes_[6] & 0x0f) | 0x70;  // version 7
  uuid.bytes_[8] = (uuid.bytes_[8] & 0x3f) | 0x80;  // variant of RFC 9562
  return uuid;
}

Result<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return not_an_id(text);
  Uuid uuid;
  std::size_t nibble = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (hyphen_stands_at(i)) {
      if (text[i] != '-') return not_an_id(text);
      continue;
    }
    const int value = from_hexadecimal(text[i]);
    if (value < 0) return not_an_id(text);
    auto& byte = uuid.bytes_[nibble++ / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
  }
  return uuid;
}

std::string Uuid::to_string() const {
  std::string text;
  text.reserve(36);
  for (const auto byte : bytes_) {
    if (hyphen_stands_at(text.size())) text += '-';
    text += digits[byte >> 4];
    text += digits[byte & 0x0f];
  }
  return text;
}

}  // namespace smartmove::base
