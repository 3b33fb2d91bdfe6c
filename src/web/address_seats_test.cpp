#include "web/address_seats.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace smartmove::web {
namespace {

IpAddress ip(std::string_view text) { return IpAddress::parse(text).value(); }

TEST(AddressSeats, AreGivenBack) {
  AddressSeats seats;
  auto first = seats.take(ip("192.0.2.1"), 2);
  auto second = seats.take(ip("::ffff:192.0.2.1"), 2);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(seats.take(ip("192.0.2.1"), 2));
  EXPECT_TRUE(seats.take(ip("192.0.2.2"), 2));
  first.reset();
  auto third = seats.take(ip("192.0.2.1"), 2);
  EXPECT_TRUE(third);
  *third = std::move(*second);  // one of the two is given back
  EXPECT_TRUE(seats.take(ip("192.0.2.1"), 2));
}

TEST(AddressSeats, TakeANetworkOfIpV6ForOne) {
  AddressSeats seats;
  const auto first = seats.take(ip("2001:db8:1:2::1"), 1);
  EXPECT_FALSE(seats.take(ip("2001:db8:1:2:ffff::9"), 1));
  EXPECT_TRUE(seats.take(ip("2001:db8:1:3::1"), 1));
}

TEST(AddressSeats, WithoutALimitCountNobody) {
  AddressSeats seats;
  std::vector<std::optional<AddressSeats::Seat>> taken;
  for (int i = 0; i < 100; ++i) taken.push_back(seats.take(ip("192.0.2.1"), 0));
  EXPECT_TRUE(seats.take(ip("192.0.2.1"), 1));
}

TEST(AddressSeats, AreCountedAcrossThreads) {
  AddressSeats seats;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seats.take(ip("192.0.2.1"), 4));
      });
    }
  }
  const auto last = seats.take(ip("192.0.2.1"), 1);
  EXPECT_TRUE(last);
}

}  // namespace
}  // namespace smartmove::web
