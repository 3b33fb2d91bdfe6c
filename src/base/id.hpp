#pragma once

#include <array>
#include <compare>
#include <cstdint>
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

 private:
  Uuid uuid_;
};

}  // namespace smartmove::base
