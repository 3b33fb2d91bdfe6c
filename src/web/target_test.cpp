#include "web/target.hpp"

#include <gtest/gtest.h>

namespace smartmove::web {
namespace {

TEST(Target, IsSplit) {
  const auto plain = split_target("/a/b?c=d?e");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->path, "/a/b");
  EXPECT_EQ(plain->query, "c=d?e");
  EXPECT_EQ(split_target("http://example.org/x")->path, "/x");
  for (const auto* wrong :
       {"", "a", "*", "http://", "http:///a", "http://h", "http://h?q", "/a#b", "/a b", "/\xc3\xa5"}) {
    EXPECT_FALSE(split_target(wrong)) << wrong;
  }
}

TEST(Target, NamesTheHostItIsSentTo) {
  EXPECT_EQ(split_target("http://Example.org:80/x", "example.org:80")->path, "/x");
  EXPECT_FALSE(split_target("http://example.org/x", "other.org"));
  EXPECT_FALSE(split_target("http://example.org:81/x", "example.org"));
  EXPECT_FALSE(split_target("http://me@example.org/x"));
  EXPECT_FALSE(split_target("ftp://example.org/x"));
}

TEST(Target, HostIsANameOrAnAddress) {
  for (const auto* right :
       {"x", "example.org", "example.org:8080", "127.0.0.1", "[::1]", "[2001:db8::1]:80", "a_b", "x:"}) {
    EXPECT_TRUE(is_host(right)) << right;
  }
  for (const auto* wrong :
       {"", ":80", "a b", "a/b", "a@b", "a,b", "a:b", "a:123456", "[::1", "[]", "[x]", "::1", "[::1]80", "å"}) {
    EXPECT_FALSE(is_host(wrong)) << wrong;
  }
}

TEST(Target, PathIsDecoded) {
  EXPECT_EQ(decode_path("/%C3%96rebro+x"), "/Örebro+x");
  EXPECT_EQ(decode_path("/a...b/.well-known"), "/a...b/.well-known");
  for (const auto* wrong : {"/%",     "/%4",  "/%zz",      "/%00",    "/%0a",        "/%7f",    "/a%2fb",
                            "/%ff",   "/.",   "/..",       "/a/../b", "/a/%2e%2e/b", "/./a",    "/a/.",
                            "//host", "/%c3", "/%2f/host", "/%2e",    "/a/%2E./b",   "/%c0%af", "/%ed%a0%80"}) {
    EXPECT_FALSE(decode_path(wrong)) << wrong;
  }
}

TEST(Target, QueryIsDecoded) {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(decode_query("a=1&b=two+words&c&=x&&d=%26%0A"),
            (Pairs{{"a", "1"}, {"b", "two words"}, {"c", ""}, {"", "x"}, {"d", "&\n"}}));
  EXPECT_EQ(decode_query(""), Pairs{});
  for (const auto* wrong : {"a=%", "%zz=1", "a=%00", "a=%ff", "a=%1b"}) {
    EXPECT_FALSE(decode_query(wrong)) << wrong;
    EXPECT_FALSE(is_valid_query(wrong)) << wrong;
  }
  EXPECT_TRUE(is_valid_query("a=b&c"));
}

}  // namespace
}  // namespace smartmove::web
