#include "web/address_seats.hpp"

#include <algorithm>

namespace smartmove::web {

std::optional<AddressSeats::Seat> AddressSeats::take(const IpAddress& address, std::size_t limit) {
  if (limit == 0) return Seat();
  auto key = address.bytes();
  if (!address.is_v4()) std::fill(key.begin() + 8, key.end(), static_cast<unsigned char>(0));
  auto& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  auto& taken = part.taken[key];
  if (taken >= limit) return std::nullopt;
  ++taken;
  return Seat(*this, key);
}

AddressSeats::Seat& AddressSeats::Seat::operator=(Seat&& other) noexcept {
  if (this != &other) {
    leave();
    seats_ = std::exchange(other.seats_, nullptr);
    key_ = other.key_;
  }
  return *this;
}

void AddressSeats::Seat::leave() {
  if (seats_ == nullptr) return;
  auto& part = std::exchange(seats_, nullptr)->part_of(key_);
  const std::lock_guard lock(part.mutex);
  const auto found = part.taken.find(key_);
  if (--found->second == 0) part.taken.erase(found);
}

}  // namespace smartmove::web
