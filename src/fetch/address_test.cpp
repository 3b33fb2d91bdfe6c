#include "fetch/address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <string_view>

namespace smartmove::fetch {
namespace {

sockaddr_storage parse(const std::string& text) {
  sockaddr_storage storage{};
  auto& ip4 = reinterpret_cast<sockaddr_in&>(storage);
  auto& ip6 = reinterpret_cast<sockaddr_in6&>(storage);
  if (inet_pton(AF_INET, text.c_str(), &ip4.sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else if (inet_pton(AF_INET6, text.c_str(), &ip6.sin6_addr) == 1) {
    storage.ss_family = AF_INET6;
  }
  return storage;
}

bool is_public_text(const std::string& text) {
  const auto storage = parse(text);
  return is_public(reinterpret_cast<const sockaddr&>(storage));
}

TEST(AddressTest, the_public_internet) {
  for (const auto* address :
       {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2a00:1450:400f::1", "2606:4700::1111",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(is_public_text(address)) << address;
  }
}

TEST(AddressTest, what_lies_inside_or_nowhere) {
  for (const auto* address : {"0.0.0.0",
                              "10.1.2.3",
                              "100.64.0.1",
                              "127.0.0.1",
                              "127.255.255.254",
                              "169.254.169.254",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.0.0.8",
                              "192.0.2.1",
                              "192.88.99.1",
                              "192.168.1.1",
                              "198.18.0.1",
                              "198.19.255.255",
                              "198.51.100.7",
                              "203.0.113.9",
                              "224.0.0.1",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "::7f00:1",
                              "fe80::1",
                              "febf::1",
                              "fec0::1",
                              "fc00::1",
                              "fdff::1",
                              "ff02::1",
                              "2001:db8::1",
                              "2001::1",
                              "100::1",
                              "3fff::1",
                              "64:ff9b:1::1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "64:ff9b::7f00:1",
                              "2002:7f00:1::1",
                              "2002:c0a8:101::1"}) {
    EXPECT_FALSE(is_public_text(address)) << address;
  }
}

TEST(AddressTest, another_family_is_not_public) {
  sockaddr_storage storage{};
  storage.ss_family = AF_UNIX;
  EXPECT_FALSE(is_public(reinterpret_cast<const sockaddr&>(storage)));
  EXPECT_EQ(to_string(reinterpret_cast<const sockaddr&>(storage)), "");
}

TEST(AddressTest, is_shown_as_people_write_it) {
  for (const std::string text : {"127.0.0.1", "fe80::1"}) {
    const auto storage = parse(text);
    EXPECT_EQ(to_string(reinterpret_cast<const sockaddr&>(storage)), text);
  }
}

}  // namespace
}  // namespace smartmove::fetch
