// What a client may take: connections, time, limits that change, and who it is behind a proxy.
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/log.hpp"
#include "web/server_fixture.hpp"

namespace smartmove::web {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class LimitsTest : public ServerTest {
 protected:
  static Networks loopback() { return *Networks::parse("127.0.0.0/8"); }
  std::string metrics() {
    for (const auto& route : router_.routes()) {
      if (route.pattern == "/metrics") return route.handler({})->body;
    }
    return {};
  }
  /// Until the server has done something that is only seen in its figures.
  void await_metric(const std::string& line) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (metrics().find(line) == std::string::npos && std::chrono::steady_clock::now() < until) {
      std::this_thread::yield();
    }
    EXPECT_THAT(metrics(), HasSubstr(line));
  }
};

const std::string proxy_header("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\x00\x02\x07\x7f\x00\x00\x01\x12\x34\x1f\x90",
                               28);  // of 192.0.2.7

TEST_F(LimitsTest, NothingBehindARefusalIsRead) {
  start();
  auto client = connect();
  client.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      "GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read().status, 400);
  EXPECT_THROW(client.read(), std::runtime_error);
  EXPECT_EQ(renders_, 0);
  EXPECT_THAT(metrics(), HasSubstr("smartmove_http_refused_total{reason=\"framing\"} 1\n"));
}

TEST_F(LimitsTest, RefusalsSpeakJsonUnderApi) {
  start();
  auto client = connect();
  client.send("POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");
  const auto answer = client.read();
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(boost::json::parse(answer.body).at("title"), "Content Too Large");
  EXPECT_THAT(answer.head, HasSubstr("Content-Security-Policy"));
  auto head = connect();
  head.send("HEAD /api/%zz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head.read(true).status, 400);
  EXPECT_TRUE(head.closed());
}

TEST_F(LimitsTest, ARequestThatDripsIsLate) {
  ServerSettings settings;
  settings.min_request_rate = 1000;
  settings.rate_grace = 40ms;
  start(settings);
  auto client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
  try {
    while (true) {
      client.send("x");
      std::this_thread::sleep_for(5ms);  // what this client does; the test waits for the answer
    }
  } catch (const std::runtime_error&) {
  }
  EXPECT_THAT(metrics(), HasSubstr("smartmove_http_refused_total{reason=\"late\"} 1\n"));
}

TEST_F(LimitsTest, ConnectionsOfOneAddress) {
  ServerSettings settings;
  settings.max_connections_per_address = 2;
  start(settings);
  auto first = connect();
  EXPECT_EQ(first.get("/page").status, 200);
  {
    auto second = connect();
    EXPECT_EQ(second.get("/page").status, 200);
    const auto refused = connect().read();
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("Retry-After"), "10");
    EXPECT_EQ(first.get("/page").status, 200);
  }
  await_metric("smartmove_connections 1\n");
  EXPECT_EQ(connect().get("/page").status, 200);
  EXPECT_THAT(metrics(), HasSubstr("smartmove_connections_refused_total{reason=\"address_full\"} 1\n"));
}

TEST_F(LimitsTest, BehindATrustedProxyVisitorsAreToldApart) {
  ServerSettings settings;
  settings.max_connections_per_address = 1;
  settings.trusted_proxies = loopback();
  start(settings);
  auto one = connect();
  auto two = connect();
  auto three = connect();
  EXPECT_EQ(one.get("/who", "X-Forwarded-For: 1.1.1.1\r\n").body, "1.1.1.1");
  EXPECT_EQ(one.get("/who", "X-Forwarded-For: 2.2.2.2\r\n").body, "2.2.2.2");
  EXPECT_EQ(one.get("/who").body, "127.0.0.1");
  one.send("GET /slow HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1\r\n\r\n");
  gate_.await(1);
  EXPECT_EQ(two.get("/who", "X-Forwarded-For: 1.1.1.1\r\n").status, 429);
  EXPECT_EQ(three.get("/who", "X-Forwarded-For: 2.2.2.2\r\n").body, "2.2.2.2");
  gate_.open();
  EXPECT_EQ(one.read().body, "slow");
  EXPECT_EQ(three.get("/who", "X-Forwarded-For: 1.1.1.1\r\n").body, "1.1.1.1");
}

TEST_F(LimitsTest, StrangersAreNotBelieved) {
  start();
  auto client = connect();
  EXPECT_EQ(client.get("/who", "X-Forwarded-For: 1.1.1.1\r\nForwarded: for=2.2.2.2\r\n").body, "127.0.0.1");
  EXPECT_EQ(
      client.get("/forwarding", "X-Forwarded-For: 1.1.1.1\r\nX-Real-IP: 3.3.3.3\r\nForwarded: for=2.2.2.2\r\n").body,
      "");
  auto proxied = connect();
  proxied.send(proxy_header + "GET /who HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(proxied.read().status, 400);
}

TEST_F(LimitsTest, ProxyProtocol) {
  ServerSettings settings;
  settings.trusted_proxies = loopback();
  settings.proxy_protocol = ProxyProtocol::v2;
  settings.max_connections_per_address = 1;
  settings.request_timeout = 100ms;
  start(settings);
  auto client = connect();
  client.send(proxy_header.substr(0, 20));
  client.send(proxy_header.substr(20) + "GET /who HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read().body, "192.0.2.7");
  EXPECT_EQ(client.get("/who", "X-Forwarded-For: 1.1.1.1\r\n").body, "192.0.2.7");
  auto second = connect();
  second.send(proxy_header + "GET /who HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(second.read().status, 429);
  auto without = connect();
  without.send("GET /who HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(without.closed());
  EXPECT_TRUE(connect().closed());  // says nothing in its time
  await_metric("smartmove_connections_refused_total{reason=\"proxy_protocol\"} 2\n");
}

TEST_F(LimitsTest, ChangeWhileItRuns) {
  start();
  auto client = connect();
  EXPECT_EQ(client.get("/who", "X-Forwarded-For: 1.1.1.1\r\n").body, "127.0.0.1");
  ServerSettings changed;
  changed.trusted_proxies = loopback();
  changed.max_target_bytes = 64;
  server_->reload(changed);
  while (connect().get("/who", "X-Forwarded-For: 1.1.1.1\r\n").body != "1.1.1.1") std::this_thread::yield();
  while (client.get("/who", "X-Forwarded-For: 1.1.1.1\r\n").body != "1.1.1.1") std::this_thread::yield();
  EXPECT_EQ(client.get("/" + std::string(64, 'a')).status, 414);
}

TEST_F(LimitsTest, LogsRequestsWithoutTheVisitor) {
  const auto before = spdlog::default_logger();
  testing::internal::CaptureStderr();
  base::configure_log(base::LogFormat::json, "info");
  ServerSettings settings;
  settings.access_log = AccessLogging::on;
  settings.slow_request = 1ms;
  settings.database_time = [] {
    thread_local std::chrono::milliseconds spent{0};
    return spent += 7ms;  // between two looks
  };
  start(settings);
  auto client = connect();
  client.get("/page?secret=1", "User-Agent: Browser\r\nReferer: https://example.org/private\r\n");
  client.get("/page?secret=1");
  client.get("/who");
  client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  gate_.await(1);
  std::this_thread::sleep_for(2ms);  // longer than slow_request, which is what is tested
  gate_.open();
  client.read();
  client.get("/%zz");
  server_.reset();
  const auto written = testing::internal::GetCapturedStderr();
  spdlog::set_default_logger(before);
  EXPECT_THAT(written, HasSubstr(R"("path":"/page","route":"/page","status":200,"bytes":2004)"));
  for (const std::string cache : {"miss", "hit", "none"})
    EXPECT_THAT(written, HasSubstr("\"cache\":\"" + cache + "\""));
  EXPECT_THAT(written, HasSubstr(R"("status":400)"));
  EXPECT_THAT(written, HasSubstr(R"("event":"slow_request")"));
  EXPECT_THAT(written, HasSubstr(R"("waited_milliseconds":)"));
  EXPECT_THAT(written, HasSubstr(R"("database_milliseconds":7)"));
  for (const std::string kept_out : {"secret", "127.0.0.1", "Browser", "example.org"})
    EXPECT_THAT(written, Not(HasSubstr(kept_out)));
}

}  // namespace
}  // namespace smartmove::web
