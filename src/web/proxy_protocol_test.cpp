#include "web/proxy_protocol.hpp"

#include <gtest/gtest.h>
#include <string>

namespace smartmove::web {
namespace {

using State = ProxyHeader::State;
using namespace std::string_literals;

const std::string signature = "\r\n\r\n\0\r\nQUIT\n"s;
const std::string addresses4 = "\xc0\x00\x02\x01\x7f\x00\x00\x01\x12\x34\x1f\x90"s;  // 192.0.2.1:4660 → 127.0.0.1:8080
const std::string addresses6 =
    "\x20\x01\x0d\xb8"s + std::string(11, '\0') + "\x01" + std::string(15, '\0') + "\x01\x12\x34\x1f\x90"s;

std::string header(char command, char family, const std::string& rest) {
  return signature + command + family + static_cast<char>(rest.size() / 256) + static_cast<char>(rest.size() % 256) +
         rest;
}

std::string extension(char type, const std::string& value) {
  return type + std::string(1, static_cast<char>(value.size() / 256)) + static_cast<char>(value.size() % 256) + value;
}

std::string source_of(const std::string& bytes) {
  const auto read = read_proxy_header(bytes);
  EXPECT_EQ(read.state, State::complete);
  EXPECT_EQ(read.bytes, bytes.size());
  return read.source ? read.source->to_string() : "none";
}

TEST(ProxyProtocol, NamesTheVisitor) {
  EXPECT_EQ(source_of(header(0x21, 0x11, addresses4)), "192.0.2.1");
  EXPECT_EQ(source_of(header(0x21, 0x21, addresses6)), "2001:db8::1");
  EXPECT_EQ(source_of(header(0x21, 0x11, addresses4 + extension(0x04, "") + extension(0x02, "example.org"))),
            "192.0.2.1");
}

TEST(ProxyProtocol, MayNameNobody) {
  EXPECT_EQ(source_of(header(0x20, 0x00, "")), "none");
  EXPECT_EQ(source_of(header(0x20, 0x11, addresses4)), "none");
  EXPECT_EQ(source_of(header(0x21, 0x00, "whatever")), "none");
}

TEST(ProxyProtocol, ComesInPiecesAndBeforeARequest) {
  const auto whole = header(0x21, 0x11, addresses4);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(read_proxy_header(whole.substr(0, size)).state, State::need_more) << size;
  }
  const auto read = read_proxy_header(whole + "GET / HTTP/1.1\r\n");
  EXPECT_EQ(read.state, State::complete);
  EXPECT_EQ(read.bytes, whole.size());
}

TEST(ProxyProtocol, VerifiesTheChecksum) {
  // Of the header with the four bytes as zeros; computed by another program (python, crc32c as of RFC 9260).
  const auto with = [](const std::string& sum) { return header(0x21, 0x11, addresses4 + extension(0x03, sum)); };
  EXPECT_EQ(source_of(with("\xde\xc7\x65\x92"s)), "192.0.2.1");
  EXPECT_EQ(read_proxy_header(with("\0\0\0\0"s)).state, State::refused);
  EXPECT_EQ(read_proxy_header(with("\0\0\0"s)).state, State::refused);
}

TEST(ProxyProtocol, RefusesTheRest) {
  for (const auto& bytes : {
           "GET / HTTP/1.1\r\nHost: x\r\n\r\n"s,
           "PROXY TCP4 192.0.2.1 127.0.0.1 4660 8080\r\n"s,
           "\r\n\r\nX"s,
           signature + "\x11",
           signature + "\x22",
           header(0x21, 0x12, addresses4),              // UDP
           header(0x21, 0x31, std::string(216, '\0')),  // UNIX
           header(0x21, 0x41, addresses4),
           header(0x21, 0x11, addresses4.substr(1)),  // too short for its addresses
           header(0x21, 0x21, addresses4),
           header(0x21, 0x11, addresses4 + "\x04"),             // half an extension
           header(0x21, 0x11, addresses4 + "\x04\x00\x05xx"s),  // one that is longer than the header
           header(0x21, 0x11, addresses4 + std::string(max_proxy_header_bytes, '\0')),
       }) {
    EXPECT_EQ(read_proxy_header(bytes).state, State::refused) << ::testing::PrintToString(bytes);
  }
}

}  // namespace
}  // namespace smartmove::web
