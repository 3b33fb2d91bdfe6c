#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace smartmove::base {

/// 128-bit UUID, version 7 (RFC 9562): time-ordered, random part from the system's generator.
class Uuid {
 public:
  static Uuid generate();                            ///< thread-safe
  static Result<Uuid> parse(std::string_view text);  ///< 36 characters, hexadecimal with hyphens, any case
  std::string to_string() const;                     ///< 36 characters, lower case
  auto operator<=>(const Uuid&) const = default;
  /// For hashed containers. Its last eight bytes are random in every version that generate() makes.
  friend std::size_t hash_value(const Uuid& uuid) {
    std::size_t last = 0;
    std::memcpy(&last, uuid.bytes_.data() + uuid.bytes_.size() - sizeof(last), sizeof(last));
    return last;
  }

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

/// An id that only fits its own kind: `using DocumentId = Id<struct DocumentTag>;`
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(Uuid uuid) : uuid_(uuid) {}
  static Id generate() { return Id(Uuid::generate()); }
  static Result<Id> parse(std::string_view text) {
    auto uuid = Uuid::parse(text);
    if (!uuid) return fail(std::move(uuid).error());
    return Id(*uuid);
  }
  std::string to_string() const { return uuid_.to_string(); }
  auto operator<=>(const Id&) const = default;
  friend std::size_t hash_value(const Id& id) { return hash_value(id.uuid_); }

 private:
  Uuid uuid_;
};

}  // namespace smartmove::base
