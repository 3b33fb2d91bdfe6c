#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "web/ip_address.hpp"

namespace smartmove::web {

/// How many connections each address holds. An IPv6 visitor has a whole /64 to choose from, so that is one address
/// here. Thread-safe; outlives its seats.
class AddressSeats {
  using Key = std::array<unsigned char, 16>;

 public:
  /// One connection's place; given back when it is destroyed.
  class Seat {
   public:
    Seat() = default;
    Seat(Seat&& other) noexcept : seats_(std::exchange(other.seats_, nullptr)), key_(other.key_) {}
    Seat& operator=(Seat&& other) noexcept;
    ~Seat() { leave(); }

   private:
    friend class AddressSeats;
    Seat(AddressSeats& seats, const Key& key) : seats_(&seats), key_(key) {}
    void leave();

    AddressSeats* seats_ = nullptr;
    Key key_{};
  };

  /// Nothing where the address has `limit` already; a limit of 0 counts nobody.
  std::optional<Seat> take(const IpAddress& address, std::size_t limit);

 private:
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::string_view>{}({reinterpret_cast<const char*>(key.data()), key.size()});
    }
  };
  /// A lock for a part of the addresses, so that threads seldom meet.
  struct Part {
    std::mutex mutex;
    std::unordered_map<Key, std::size_t, Hash> taken;
  };
  Part& part_of(const Key& key) { return parts_[Hash{}(key) % parts_.size()]; }

  std::array<Part, 16> parts_;
};

}  // namespace smartmove::web
