#include "web/client_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::web {
namespace {

using ::testing::HasSubstr;
using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

IpAddress ip(std::string_view text) {
  const auto address = IpAddress::parse(text);
  EXPECT_TRUE(address) << text;
  return address.value_or(IpAddress{});
}

Networks networks(std::string_view list) {
  auto parsed = Networks::parse(list);
  EXPECT_TRUE(parsed) << list;
  return parsed ? *std::move(parsed) : Networks{};
}

TEST(IpAddress, IsOneHoweverItIsWritten) {
  EXPECT_EQ(ip("192.0.2.1"), ip("::ffff:192.0.2.1"));
  EXPECT_EQ(ip("::ffff:c000:201").to_string(), "192.0.2.1");
  EXPECT_EQ(ip("2001:DB8:0:0::1").to_string(), "2001:db8::1");
  EXPECT_FALSE(ip("::1").is_v4());
  for (const std::string_view wrong :
       {"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1.2.3.4:80", "[::1]", "::1%eth0", "g::1",
        ":::", "1.2.3.4/8", "localhost", "1111:2222:3333:4444:5555:6666:7777:8888:9999"}) {
    EXPECT_FALSE(IpAddress::parse(wrong)) << wrong;
  }
  EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST(Networks, HoldWhatTheirPrefixSays) {
  struct Row {
    std::string_view list;
    std::string_view address;
    bool holds;
  };
  for (const auto& [list, address, holds] : {
           Row{"", "127.0.0.1", false},
           Row{"127.0.0.1", "127.0.0.1", true},
           Row{"127.0.0.1", "::ffff:127.0.0.1", true},
           Row{"127.0.0.1", "127.0.0.2", false},
           Row{"10.0.0.0/8", "10.255.0.1", true},
           Row{"10.0.0.0/8", "11.0.0.1", false},
           Row{"192.168.4.0/22", "192.168.7.255", true},
           Row{"192.168.4.0/22", "192.168.8.0", false},
           Row{"0.0.0.0/0", "8.8.8.8", true},
           Row{"0.0.0.0/0", "2001:db8::1", false},
           Row{"2001:db8::/33", "2001:db8:7fff::1", true},
           Row{"2001:db8::/33", "2001:db8:8000::1", false},
           Row{"::1, 10.0.0.0/8 172.16.0.0/12", "172.31.0.1", true},
           Row{"::/0", "2001:db8::1", true},
           Row{"fd00::/8", "fe00::1", false},
       }) {
    EXPECT_EQ(networks(list).contains(ip(address)), holds) << list << " " << address;
  }
}

TEST(Networks, RefuseWhatIsNone) {
  for (const std::string_view wrong : {"proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/8/8", "10.0.0.1/8",
                                       "2001:db8::1/64", "::/129", "10.0.0.0/-1", "127.0.0.1;::1"}) {
    const auto parsed = Networks::parse(wrong);
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_EQ(parsed.error().kind, base::ErrorKind::invalid);
    EXPECT_THAT(parsed.error().message, HasSubstr("neither an address nor a network"));
  }
}

struct Row {
  std::string_view name;
  std::string_view peer;
  Fields fields;
  std::string_view client;
  bool https = false;
};

void expect_clients(ForwardingHeader header, const std::vector<Row>& rows) {
  const auto trusted = networks("127.0.0.1, 10.0.0.0/8, 2001:db8::/32");
  for (const auto& row : rows) {
    const auto client = client_of(ip(row.peer), trusted, header, row.fields);
    EXPECT_EQ(client.address.to_string(), row.client) << row.name;
    EXPECT_EQ(client.https, row.https) << row.name;
  }
}

TEST(ClientAddress, FromXForwardedFor) {
  expect_clients(
      ForwardingHeader::x_forwarded_for,
      {
          {"no header", "127.0.0.1", {}, "127.0.0.1"},
          {"a stranger is not believed",
           "8.8.8.8",
           {{"X-Forwarded-For", "1.1.1.1"}, {"X-Forwarded-Proto", "https"}},
           "8.8.8.8"},
          {"one proxy", "127.0.0.1", {{"x-forwarded-for", "1.1.1.1"}, {"X-Forwarded-Proto", "https"}}, "1.1.1.1", true},
          {"what the visitor wrote stands left", "127.0.0.1", {{"X-Forwarded-For", "9.9.9.9, 1.1.1.1"}}, "1.1.1.1"},
          {"two proxies", "127.0.0.1", {{"X-Forwarded-For", "9.9.9.9, 1.1.1.1, 10.1.2.3"}}, "1.1.1.1"},
          {"several lines are one list",
           "127.0.0.1",
           {{"X-Forwarded-For", "9.9.9.9"}, {"A", "b"}, {"X-Forwarded-For", "1.1.1.1,10.1.2.3"}},
           "1.1.1.1"},
          {"all are proxies", "127.0.0.1", {{"X-Forwarded-For", "10.0.0.2, 10.0.0.3"}}, "10.0.0.2"},
          {"IPv6", "2001:db8::5", {{"X-Forwarded-For", "2a00::1"}}, "2a00::1"},
          {"IPv6 in brackets, with a port", "127.0.0.1", {{"X-Forwarded-For", "[2a00::1]:4711"}}, "2a00::1"},
          {"a port", "127.0.0.1", {{"X-Forwarded-For", "1.1.1.1:4711"}}, "1.1.1.1"},
          {"IPv4 as IPv6", "::ffff:127.0.0.1", {{"X-Forwarded-For", "::ffff:1.1.1.1"}}, "1.1.1.1"},
          {"nonsense ends it", "127.0.0.1", {{"X-Forwarded-For", "1.1.1.1, unknown, 10.1.2.3"}}, "10.1.2.3"},
          {"empty", "127.0.0.1", {{"X-Forwarded-For", ""}}, "127.0.0.1"},
          {"an empty element", "127.0.0.1", {{"X-Forwarded-For", "1.1.1.1,"}}, "127.0.0.1"},
          {"markup", "127.0.0.1", {{"X-Forwarded-For", "<script>"}}, "127.0.0.1"},
          {"a wrong port", "127.0.0.1", {{"X-Forwarded-For", "1.1.1.1:x"}}, "127.0.0.1"},
          {"the other header is the visitor's own",
           "127.0.0.1",
           {{"Forwarded", "for=6.6.6.6;proto=https"}, {"X-Forwarded-For", "1.1.1.1"}},
           "1.1.1.1"},
          {"the nearest proxy's protocol counts", "127.0.0.1", {{"X-Forwarded-Proto", "https, http"}}, "127.0.0.1"},
      });
}

TEST(ClientAddress, FromForwarded) {
  expect_clients(
      ForwardingHeader::forwarded,
      {
          {"one proxy", "127.0.0.1", {{"Forwarded", "for=1.1.1.1;proto=https;by=10.0.0.1"}}, "1.1.1.1", true},
          {"quoted IPv6 with a port", "127.0.0.1", {{"Forwarded", "For=\"[2a00::1]:4711\""}}, "2a00::1"},
          {"several", "127.0.0.1", {{"Forwarded", "for=9.9.9.9, for=1.1.1.1;proto=https,for=10.1.2.3"}}, "1.1.1.1"},
          {"a comma in quotes parts nothing",
           "127.0.0.1",
           {{"Forwarded", "for=1.1.1.1;host=\"a, for=9.9.9.9\""}},
           "1.1.1.1"},
          {"an escaped quote", "127.0.0.1", {{"Forwarded", "for=1.1.1.1;host=\"a\\\", for=9.9.9.9\""}}, "1.1.1.1"},
          {"hidden", "127.0.0.1", {{"Forwarded", "for=1.1.1.1, for=_hidden"}}, "127.0.0.1"},
          {"unknown", "127.0.0.1", {{"Forwarded", "for=unknown"}}, "127.0.0.1"},
          {"twice", "127.0.0.1", {{"Forwarded", "for=1.1.1.1;for=2.2.2.2"}}, "127.0.0.1"},
          {"no for", "127.0.0.1", {{"Forwarded", "proto=https"}}, "127.0.0.1", true},
          {"a quote that does not end", "127.0.0.1", {{"Forwarded", "for=\"1.1.1.1"}}, "127.0.0.1"},
          {"the other header is the visitor's own",
           "127.0.0.1",
           {{"X-Forwarded-For", "6.6.6.6"}, {"X-Forwarded-Proto", "https"}},
           "127.0.0.1"},
      });
}

TEST(ClientAddress, FromNoHeader) {
  expect_clients(ForwardingHeader::none, {{"off", "127.0.0.1", {{"X-Forwarded-For", "1.1.1.1"}}, "127.0.0.1"}});
}

}  // namespace
}  // namespace smartmove::web
