#include "base/settings_values.hpp"

#include <gtest/gtest.h>
#include <string>

namespace smartmove::base {
namespace {

TEST(SettingsValues, IpAddressesAreInNumbers) {
  for (const auto* text : {"127.0.0.1", "0.0.0.0", "::", "::1", "2001:db8::1", "fe80::1%eth0"}) {
    EXPECT_TRUE(is_ip_address(text)) << text;
  }
  for (const auto* text :
       {"", "localhost", "127.0.0.1:80", "127.0.0", "256.0.0.1", " ::1", "[::1]", "::1%", "1.2.3.4%a"}) {
    EXPECT_FALSE(is_ip_address(text)) << text;
  }
  EXPECT_FALSE(is_ip_address(std::string("1.2.3.4\0x", 9)));
}

TEST(SettingsValues, SiteAddressesAreASchemeAndAHost) {
  for (const auto* text : {"https://flytta.example.se", "http://localhost:8080", "https://a_b.example/",
                           "https://[::1]:1", "https://[2001:db8::1]//", "http://127.0.0.1:65535/"}) {
    EXPECT_TRUE(is_site_address(text)) << text;
  }
  for (const auto* text :
       {"", "https://", "https:///", "flytta.example.se", "ftp://example.se", "HTTPS://example.se",
        "https://example.se/path", "https://example.se?a", "https://example.se#a", "https://u@example.se",
        "https://example.se:", "https://example.se:65536", "https://example.se:80a", "https://:80", "https://.se",
        "https://a b", "https://[::1", "https://[x]", "https://a\"b"}) {
    EXPECT_FALSE(is_site_address(text)) << text;
  }
}

}  // namespace
}  // namespace smartmove::base
