#include "web/server.hpp"

#include "web/server_fixture.hpp"

namespace smartmove::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(ServerTest, KeepsTheConnectionAndThePage) {
  start();
  auto client = connect();
  const auto first = client.get("/page");
  EXPECT_EQ(first.status, 200);
  EXPECT_THAT(first.body, HasSubstr("page"));
  EXPECT_THAT(first.header("Date"), HasSubstr(" GMT"));
  EXPECT_THAT(first.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(first.header("Surrogate-Key"), "x");
  EXPECT_EQ(client.get("/page?utm_source=a").body, first.body);
  EXPECT_EQ(client.get("/p%61ge").body, first.body);
  EXPECT_EQ(renders_, 1);
  cache_.drop({"x"});
  EXPECT_EQ(client.get("/page").status, 200);
  EXPECT_EQ(renders_, 2);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  start();
  auto client = connect();
  std::string requests;
  for (int i = 0; i < 16; ++i) {
    requests += "GET " +
                std::string(i % 3 == 0   ? "/page"
                            : i % 3 == 1 ? "/search?q=" + std::to_string(i)
                                         : "/fresh") +
                " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }
  for (int round = 0; round < 2; ++round) {
    client.send(requests);
    for (int i = 0; i < 16; ++i) {
      const auto expected = i % 3 == 0 ? std::string("page") : i % 3 == 1 ? "q=" + std::to_string(i) : "ffff";
      EXPECT_THAT(client.read().body, ::testing::StartsWith(expected));
    }
  }
}

TEST_F(ServerTest, HeadHasTheSameHeadAndNoBody) {
  start();
  auto client = connect();
  for (const std::string path : {"/page", "/page", "/fresh"}) {
    client.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto head = client.read(true);
    const auto full = client.get(path);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), std::to_string(full.body.size()));
    EXPECT_EQ(head.header("ETag"), full.header("ETag"));
  }
}

TEST_F(ServerTest, NotModified) {
  start();
  for (const std::string path : {"/page", "/page", "/fresh"}) {
    const auto tag = get(path).header("ETag");
    for (const auto& condition : {tag, "\"x\", W/" + tag, std::string("*")}) {
      const auto unchanged = get(path, "If-None-Match: " + condition + "\r\n");
      EXPECT_EQ(unchanged.status, 304);
      EXPECT_EQ(unchanged.header("ETag"), tag);
      EXPECT_THAT(unchanged.head, Not(HasSubstr("Content-Length")));
    }
    EXPECT_EQ(get(path, "If-None-Match: \"other\"\r\n").status, 200);
    EXPECT_EQ(get(path, "If-None-Match: " + tag + "\r\nAccept-Encoding: gzip\r\n").status, 200);
  }
}

TEST_F(ServerTest, EncodingByQuality) {
  start();
  const std::vector<std::pair<std::string, std::string>> table{{"gzip, deflate, br", "br"},
                                                               {"gzip", "gzip"},
                                                               {"br;q=0.1, gzip", "gzip"},
                                                               {"gzip;q=0, br;q=0", ""},
                                                               {"deflate", ""}};
  for (const std::string path : {"/page", "/fresh"}) {
    for (const auto& [accepts, encoding] : table) {
      const auto answer = get(path, "Accept-Encoding: " + accepts + "\r\n");
      EXPECT_EQ(answer.header("Content-Encoding"), encoding) << path << accepts;
      EXPECT_EQ(answer.header("Vary"), "Accept-Encoding");
    }
  }
}

TEST_F(ServerTest, StatusTable) {
  start();
  struct Row {
    std::string request;
    int status;
    std::string has;
  };
  const std::string host = "Host: localhost\r\n";
  for (const auto& [request, status, has] : std::vector<Row>{
           {"GET /healthz HTTP/1.1\r\n" + host, 200, "no-store"},
           {"GET /readyz HTTP/1.1\r\n" + host, 200, "application/json"},
           {"GET /nothing HTTP/1.1\r\n" + host, 404, "text/html"},
           {"GET /api/v1/nothing HTTP/1.1\r\n" + host, 404, "application/problem+json"},
           {"GET /nothing HTTP/1.1\r\nAccept: application/json\r\n" + host, 404, "application/problem+json"},
           {"GET /maybe/a HTTP/1.1\r\n" + host, 404, "text/html"},
           {"GET /maybe/a HTTP/1.1\r\nAccept: application/json\r\n" + host, 404, "application/problem+json"},
           {"GET /page HTTP/1.1\r\nAccept: application/json\r\n" + host, 200, "text/html"},
           {"GET /api/v1/things HTTP/1.1\r\n" + host, 200, "Access-Control-Allow-Origin: *"},
           {"POST /api/v1/things HTTP/1.1\r\nContent-Length: 0\r\n" + host, 405, "Access-Control-Allow-Origin: *"},
           {"GET /api/v1/nothing HTTP/1.1\r\n" + host, 404, "Access-Control-Allow-Origin: *"},
           {"GET /api/v1/things?a=%ff HTTP/1.1\r\n" + host, 400, "application/problem+json"},
           {"GET /api/v1/things?a=%ff HTTP/1.1\r\n" + host, 400, "Access-Control-Allow-Origin: *"},
           {"GET /api/%zz HTTP/1.1\r\n" + host, 400, "application/problem+json"},
           {"GET /api/x HTTP/1.1\r\nA: " + std::string(20000, 'a') + "\r\n" + host, 431, "application/problem+json"},
           {"POST /api/x HTTP/1.1\r\nContent-Length: 2000000\r\n" + host, 413, "application/problem+json"},
           {"POST /page HTTP/1.1\r\nContent-Length: 0\r\n" + host, 405, "Allow: GET, HEAD"},
           {"GET /echo HTTP/1.1\r\n" + host, 405, "Allow: POST"},
           {"OPTIONS /page HTTP/1.1\r\n" + host, 204, "Allow: GET, HEAD, OPTIONS"},
           {"GET /throw HTTP/1.1\r\n" + host, 500, "no-store"},
           {"GET /split HTTP/1.1\r\n" + host, 500, "no-store"},
           {"GET /page HTTP/1.1\r\n", 400, "Connection: close"},
           {"GET /page HTTP/1.1\r\n" + host + host, 400, "Connection: close"},
           {"GET /%zz HTTP/1.1\r\n" + host, 400, "Connection: close"},
           {"GET /page?a=%00 HTTP/1.1\r\n" + host, 400, "Connection: close"},
           {"GET /a/../page HTTP/1.1\r\n" + host, 400, "Connection: close"},
           {"GET //host/page HTTP/1.1\r\n" + host, 400, "Connection: close"},
           {"GET page HTTP/1.1\r\n" + host, 400, "Connection: close"},
           {"GET /api/%zz HTTP/1.1\r\n" + host, 400, "application/problem+json"},
           {"GET /api/v1/things HTTP/1.1\r\nExpect: tea\r\n" + host, 417, "application/problem+json"},
           {"GET http://other/page HTTP/1.1\r\n" + host, 400, "Connection: close"},
           {"GET /page/" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host, 414, "Connection: close"},
           {"BREW /page HTTP/1.1\r\n" + host, 501, "Connection: close"},
           {"GET /page HTTP/3.0\r\n" + host, 505, "Connection: close"},
           {"GET http://localhost/page HTTP/1.1\r\n" + host, 200, "text/html"},
           {"POST /echo HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n" + host, 400, "close"},
           {"POST /echo HTTP/1.1\r\nContent-Length: 2000000\r\n" + host, 413, "Connection: close"},
           {"GET /page HTTP/1.1\r\nA: " + std::string(20000, 'a') + "\r\n" + host, 431, "Connection: close"},
           {"GET /page HTTP/1.0\r\nConnection: keep-alive\r\n", 200, "Connection: keep-alive"},
           {"GET /page HTTP/1.0\r\n", 200, "Connection: close"},
           {"GET /page HTTP/1.1\r\nConnection: close\r\n" + host, 200, "Connection: close"},
       }) {
    auto client = connect();
    client.send(request + "\r\n");
    const auto answer = client.read();
    EXPECT_EQ(answer.status, status) << request;
    EXPECT_THAT(answer.head, HasSubstr(has)) << request;
    EXPECT_THAT(answer.head, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
    if (answer.header("Connection") == "close") {
      EXPECT_TRUE(client.closed()) << request;
    }
  }
}

TEST_F(ServerTest, BodiesPlainChunkedAndExpected) {
  start();
  auto client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client.read().body, "hello");
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  EXPECT_EQ(client.read().body, "abc");
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("xyz");
  EXPECT_EQ(client.read().body, "xyz");
  const std::string large(1'000'000, 'l');
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + large);
  EXPECT_EQ(client.read().body, large);
  EXPECT_EQ(client.get("/who").body, "127.0.0.1");
}

TEST_F(ServerTest, KeepsErrorsOfCachedRoutesAndAllUnknownPages) {
  start();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(get("/maybe/a").status, 404);
  EXPECT_EQ(renders_, 1);
  EXPECT_EQ(get("/nothing").status, 404);
  EXPECT_EQ(cache_.usage().entries, 2U);
  cache_.drop({"unrelated"});
  EXPECT_EQ(get("/maybe/a").status, 404);
  EXPECT_EQ(renders_, 2);
}

TEST_F(ServerTest, OneRenderForManyClients) {
  start();
  std::vector<TestClient> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(connect());
    clients.back().send("GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  for (auto& client : clients) EXPECT_EQ(client.read().status, 200);
  EXPECT_EQ(renders_, 1);
}

TEST_F(ServerTest, DevelopmentCachesNothing) {
  ServerSettings settings;
  settings.dev = true;
  start(settings);
  EXPECT_EQ(get("/page").status, 200);
  EXPECT_EQ(get("/page").status, 200);
  EXPECT_EQ(renders_, 2);
}

TEST_F(ServerTest, MetricsCountRoutes) {
  start();
  auto client = connect();
  for (int i = 0; i < 3; ++i) client.get("/page");
  const auto text = client.get("/metrics").body;
  EXPECT_THAT(text, HasSubstr("smartmove_http_requests_total{route=\"/page\",status=\"200\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_page_cache_hits_total 2\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_page_cache_misses_total 1\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_connections 1\n"));
  EXPECT_THAT(text, HasSubstr("smartmove_page_cache_entries 1\n"));
}

}  // namespace
}  // namespace smartmove::web
