#include "web/request_reader.hpp"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>

namespace smartmove::web {
namespace {

using Step = RequestReader::Step;

/// What a connection would see of `bytes` that come in pieces of `piece`.
struct Seen {
  std::vector<std::string> requests;
  int status = 0;
};

Seen read(std::string_view bytes, std::size_t piece, const RequestLimits& limits = {}) {
  RequestReader reader(limits);
  Seen seen;
  std::string head;
  const auto note = [&] {
    head = std::string(to_string(reader.head().method)) + " " + std::string(reader.head().target);
    for (const auto& [name, value] : reader.head().fields) head += " " + std::string(name) + "=" + std::string(value);
  };
  bool in_body = false;
  while (true) {
    switch (reader.step()) {
      case Step::refused: seen.status = status_of(reader.refusal()); return seen;
      case Step::head:
        note();
        in_body = true;
        reader.take_head();
        break;
      case Step::complete:
        if (!in_body) note();
        in_body = false;
        seen.requests.push_back(head + " [" + reader.body() + "]");
        reader.next();
        break;
      case Step::need_more: {
        if (bytes.empty()) return seen;
        const auto space = reader.space();
        const auto size = std::min({piece, bytes.size(), space.size()});
        std::memcpy(space.data(), bytes.data(), size);
        bytes.remove_prefix(size);
        reader.received(size);
      }
    }
  }
}

void expect_seen(const std::string& bytes, const std::vector<std::string>& requests, int status = 0) {
  for (const std::size_t piece : {1UL, 2UL, 3UL, 5UL, 7UL, 11UL, 30UL, 33UL, 100UL, 100000UL}) {
    const auto seen = read(bytes, piece);
    EXPECT_EQ(seen.requests, requests) << "in pieces of " << piece;
    EXPECT_EQ(seen.status, status) << "in pieces of " << piece;
  }
}

TEST(RequestReader, ReadsRequestsHoweverTheyCome) {
  expect_seen("GET /a HTTP/1.1\r\nHost: x\r\n\r\n", {"GET /a Host=x []"});
  expect_seen("GET /a HTTP/1.1\r\nHost: x\r\n\r\n\r\nHEAD /b HTTP/1.1\r\nHost:x\r\nA:\r\n\r\n",
              {"GET /a Host=x []", "HEAD /b Host=x A= []"});
  expect_seen("GET /a HTTP/1.0\r\nA: b\r\n\r\n\r\n\r\n\r\nGET /bcd HTTP/1.0\r\n\r\n", {"GET /a A=b []", "GET /bcd []"});
  expect_seen("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET /b HTTP/1.0\r\n\r\n",
              {"POST /a Host=x Content-Length=5 [hello]", "GET /b []"});
  expect_seen(
      "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;e=f\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n"
      "GET /b HTTP/1.1\r\nHost: x\r\n\r\n",
      {"POST /a Host=x Transfer-Encoding=chunked [abcde]", "GET /b Host=x []"});
}

TEST(RequestReader, RefusesWhatIsAmbiguous) {
  const std::string line = "POST / HTTP/1.1\r\n";
  const std::string host = "Host: x\r\n";
  for (const std::string& bytes : {
           line + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
           line + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n",
           line + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
           line + host + "Content-Length: 1, 1\r\n\r\n",
           line + host + "Content-Length: +1\r\n\r\n",
           line + host + "Content-Length: -1\r\n\r\n",
           line + host + "Content-Length:\r\n\r\n",
           line + host + "Content-Length: 99999999999999999999\r\n\r\n",
           line + host + "Transfer-Encoding: gzip\r\n\r\n",
           line + host + "Transfer-Encoding: gzip, chunked\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
           line + "\r\n",
           line + host + host + "\r\n",
           line + "Host:\r\n\r\n",
           line + "Host: a b\r\n\r\n",
           line + "Host: x/y\r\n\r\n",
           line + host + "A: b\r\n c\r\n\r\n",
           line + host + "A:\r\n c\r\n\r\n",
           line + host + "A:\r\n \r\n\r\n",
           line + host + "A : b\r\n\r\n",
           line + host + ": b\r\n\r\n",
           line + host + std::string("A: b\0c\r\n\r\n", 10),
           line + host + "A: b\x01\r\n\r\n",
           line + host + "A: b\n\r\n\r\n",
           std::string("GET /\r\n\r\n"),
           std::string("GET  / HTTP/1.1\r\nHost: x\r\n\r\n"),
           std::string("GET / HTTP/1.1 \r\nHost: x\r\n\r\n"),
           line + host + "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n\r\n0\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(300, 'e') + "\r\na\r\n0\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 1\r\n\r\n",
           line + host + "Transfer-Encoding: chunked\r\n\r\n0\r\nT : v\r\n\r\n",
           line + host + "Transfer-Encoding:\r\n\r\n",
           line + host + "Transfer-Encoding: \x0b" + "chunked\r\n\r\n",
           line + host + "Transfer-Encoding: identity\r\n\r\n",
           line + "Host: x:y\r\n\r\n",
           line + "Host: x:123456\r\n\r\n",
           line + "Host: [::1\r\n\r\n",
           line + "Host: a@b\r\n\r\n",
           line + "Host: a, b\r\n\r\n",
           line + host + "A: b\rc\r\n\r\n",
           line + host + "A: b\x7f\r\n\r\n",
           line + host + "A(: b\r\n\r\n",
           line + host + "A\r\n\r\n",
           " " + line + host + "\r\n",
           std::string("\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"),
           std::string("GET / HTTP/1.1\nHost: x\n\n"),
           std::string("GET / http/1.1\r\nHost: x\r\n\r\n"),
           std::string("GET / HTTP/11\r\nHost: x\r\n\r\n"),
           std::string("GET\t/\tHTTP/1.1\r\nHost: x\r\n\r\n"),
           std::string("GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n"),
           std::string("G@T / HTTP/1.1\r\nHost: x\r\n\r\n"),
           std::string("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
           std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03", 10),
       }) {
    SCOPED_TRACE(bytes);
    expect_seen(bytes, {}, 400);
  }
}

TEST(RequestReader, SaysWhatItDoesNotSpeak) {
  const std::string host = " / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const std::string method : {"get", "BREW", "CONNECT", "TRACE", "PRI"}) expect_seen(method + host, {}, 501);
  for (const std::string version : {"2.0", "1.2", "0.9", "3.0"}) {
    expect_seen("GET / HTTP/" + version + "\r\nHost: x\r\n\r\n", {}, 505);
  }
  expect_seen("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {}, 505);
  expect_seen("POST / HTTP/1.1\r\nHost: x\r\nExpect: more\r\nContent-Length: 1\r\n\r\na", {}, 417);
}

// Before the rest has come, which it never would.
TEST(RequestReader, RefusesAtOnceWhatCannotBecomeAHead) {
  for (const std::string& bytes :
       {std::string("GET / HTTP/1.1\n"), std::string("GET /\0", 6), std::string("\x16\x03\x01"),
        std::string("GET / HTTP/1.1\r\nA: b\rc"), std::string("GET / HTTP/1.1\r\nA: \x7f")}) {
    expect_seen(bytes, {}, 400);
  }
}

TEST(RequestReader, TakesFewTrailersAndExtensions) {
  const std::string start = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  const RequestLimits limits{1000, 10, 100000};
  std::string chunks;
  for (int i = 0; i < 100; ++i) chunks += "1;" + std::string(100, 'e') + "\r\na\r\n";
  std::string trailers;
  for (int i = 0; i < 11; ++i) trailers += "T: v\r\n";
  for (const std::size_t piece : {1UL, 64UL, 100000UL}) {
    EXPECT_EQ(read(start + chunks + "0\r\n\r\n", piece, limits).status, 400);
    EXPECT_EQ(read(start + "0\r\n" + trailers + "\r\n", piece, limits).status, 431);
    EXPECT_EQ(read(start + "0\r\nT: v\r\n\r\n", piece, limits).requests.size(), 1U);
  }
}

TEST(RequestReader, TakesOtherLimitsBetweenRequests) {
  const std::string bytes = "GET /" + std::string(50, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n";
  RequestReader reader(RequestLimits{});
  const auto give = [&] {
    std::memcpy(reader.space().data(), bytes.data(), bytes.size());
    reader.received(bytes.size());
    return reader.step();
  };
  EXPECT_EQ(give(), Step::complete);
  reader.next();
  RequestLimits small;
  small.target_bytes = 10;
  reader.set_limits(small);
  EXPECT_EQ(give(), Step::refused);
  EXPECT_EQ(reader.refusal(), Refusal::target_too_long);
}

TEST(RequestReader, LetsAProxysHeaderBeSkipped) {
  const std::string bytes = "HELLOGET / HTTP/1.1\r\nHost: x\r\n\r\n";
  RequestReader reader(RequestLimits{});
  std::memcpy(reader.space().data(), bytes.data(), bytes.size());
  reader.received(bytes.size());
  EXPECT_EQ(reader.unread(), bytes);
  reader.skip(5);
  EXPECT_EQ(reader.step(), Step::complete);
  EXPECT_FALSE(reader.has_more());
}

TEST(RequestReader, BoundsTheHead) {
  const RequestLimits limits{1000, 10, 100};
  const RequestLimits short_targets{1000, 10, 100, 51};
  const std::string start = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (const std::size_t piece : {1UL, 64UL, 100000UL}) {
    EXPECT_EQ(read(start + "A: " + std::string(1000, 'a') + "\r\n\r\n", piece, limits).status, 431);
    EXPECT_EQ(read("GET /" + std::string(2000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", piece, limits).status, 414);
    EXPECT_EQ(read("GET /" + std::string(51, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", piece, short_targets).status, 414);
    EXPECT_EQ(read(start + std::string(2000, 'a'), piece, limits).status, 431);
    std::string many = start;
    for (int i = 0; i < 10; ++i) many += "A: b\r\n";
    EXPECT_EQ(read(many + "\r\n", piece, limits).status, 431);
    EXPECT_EQ(read(start + "A: " + std::string(900, 'a') + "\r\n\r\n", piece, limits).requests.size(), 1U);
  }
}

TEST(RequestReader, BoundsTheBody) {
  const RequestLimits limits{1000, 10, 100};
  const std::string start = "POST / HTTP/1.1\r\nHost: x\r\n";
  for (const std::size_t piece : {1UL, 64UL, 100000UL}) {
    EXPECT_EQ(read(start + "Content-Length: 101\r\n\r\n", piece, limits).status, 413);
    EXPECT_EQ(read(start + "Content-Length: 100\r\n\r\n" + std::string(100, 'b'), piece, limits).requests.size(), 1U);
    const auto chunk = "3c\r\n" + std::string(60, 'c') + "\r\n";
    EXPECT_EQ(read(start + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk, piece, limits).status, 413);
    const auto endless = start + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20000, 'x');
    EXPECT_EQ(read(endless, piece, limits).status, 400);
  }
}

TEST(RequestReader, TakesLargeHeadsAndBodiesInASmallBuffer) {
  const std::string value(12000, 'v');
  const std::string body(500000, 'b');
  const auto head = "POST / HTTP/1.1\r\nHost: x\r\nA: " + value + "\r\nContent-Length: 500000\r\n\r\n";
  for (const std::size_t piece : {1000UL, 100000UL}) {
    const auto seen = read(head + body + head + body, piece);
    ASSERT_EQ(seen.requests.size(), 2U);
    EXPECT_EQ(seen.requests[1], "POST / Host=x A=" + value + " Content-Length=500000 [" + body + "]");
  }
}

TEST(RequestReader, KeepsWhatTheServerNeeds) {
  const std::string bytes =
      "PUT / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\nIf-None-Match: \"a\"\r\nExpect: 100-Continue\r\n"
      "Connection: close\r\nContent-Length: 0\r\n\r\n";
  RequestLimits limits;
  RequestReader reader(limits);
  std::memcpy(reader.space().data(), bytes.data(), bytes.size());
  EXPECT_TRUE(reader.idle());
  reader.received(bytes.size());
  EXPECT_FALSE(reader.idle());
  ASSERT_EQ(reader.step(), Step::complete);
  EXPECT_EQ(reader.head().accept_encoding, "br");
  EXPECT_EQ(reader.head().if_none_match, "\"a\"");
  EXPECT_TRUE(reader.head().expects_continue);
  EXPECT_FALSE(reader.keep_alive());
}

}  // namespace
}  // namespace smartmove::web
