#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smartmove::media {

/// Reads numbers from bytes that may end anywhere: past the end everything is 0, and ok() is false from then on.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  std::size_t left() const { return rest_.size(); }
  std::string_view rest() const { return rest_; }

  std::string_view take(std::size_t count) {
    if (count > rest_.size()) {
      ok_ = false;
      count = rest_.size();
    }
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  void skip(std::size_t count) { take(count); }

  std::uint8_t u8() { return static_cast<std::uint8_t>(big(1)); }
  std::uint32_t big(int bytes) { return number(bytes, true); }
  std::uint32_t little(int bytes) { return number(bytes, false); }

 private:
  std::uint32_t number(int bytes, bool big_endian) {
    const auto taken = take(static_cast<std::size_t>(bytes));
    if (!ok_) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      const auto byte = static_cast<unsigned char>(taken[big_endian ? i : taken.size() - 1 - i]);
      value = value << 8 | byte;
    }
    return value;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace smartmove::media
