#include "fetch/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fetch/testing.hpp"

namespace smartmove::fetch {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;
using testing::LoopbackServer;
using ::testing::Not;
using ::testing::StartsWith;

ClientSettings trusting(const std::string& host) {
  ClientSettings settings;
  settings.allowed_hosts = {host};
  return settings;
}

/// Asks a server that answers with `reply`.
base::Result<Response> ask(const LoopbackServer& server, Request request = {}, ClientSettings settings = {}) {
  settings.allowed_hosts.insert(server.host());
  if (request.url.empty()) request.url = server.url();
  return Client(settings).send(request);
}

TEST(ClientTest, gives_status_headers_and_body) {
  const LoopbackServer server(
      [](const std::string&) { return LoopbackServer::answer(404, "not here", "X-Answer:  yes \r\nX-Empty:\r\n"); });
  const auto response = ask(server, {Method::get, server.url("/a?b=c"), {{"X-Ask", "1"}}});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 404);
  EXPECT_EQ(response->body, "not here");
  EXPECT_EQ(response->header("x-answer"), "yes");
  EXPECT_EQ(response->header("x-empty"), "");
  EXPECT_FALSE(response->header("x-none"));
  EXPECT_THAT(server.requests()[0], StartsWith("GET /a?b=c HTTP/1.1\r\n"));
  EXPECT_THAT(server.requests()[0], HasSubstr("X-Ask: 1\r\n"));
  EXPECT_THAT(server.requests()[0], HasSubstr("User-Agent: SmartMove/"));
}

TEST(ClientTest, sends_every_method) {
  const LoopbackServer server([](const std::string&) { return LoopbackServer::answer(200, ""); });
  const std::string body("a\0b", 3);
  for (const auto method : {Method::get, Method::head, Method::post, Method::put, Method::del}) {
    ASSERT_TRUE(ask(server, {method, server.url(), {}, body}));
  }
  const auto sent = server.requests();
  EXPECT_THAT(sent[0], StartsWith("GET / "));
  EXPECT_THAT(sent[1], StartsWith("HEAD / "));
  EXPECT_THAT(sent[2], StartsWith("POST / "));
  EXPECT_TRUE(sent[2].ends_with("\r\n\r\n" + body));
  EXPECT_THAT(sent[3], StartsWith("PUT / "));
  EXPECT_TRUE(sent[3].ends_with("\r\n\r\n" + body));
  EXPECT_THAT(sent[3], Not(HasSubstr("Content-Type")));
  EXPECT_THAT(sent[4], StartsWith("DELETE / "));
}

TEST(ClientTest, a_head_answer_may_announce_more_than_is_taken) {
  const LoopbackServer server(
      [](const std::string&) { return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n"; });
  const auto response = ask(server, {Method::head, server.url()});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->header("content-length"), "99999999");
}

TEST(ClientTest, only_https_unless_the_host_is_allowed) {
  const LoopbackServer server([](const std::string&) { return LoopbackServer::answer(200, "secret"); });
  const auto refused = Client().send({Method::get, server.url()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
  EXPECT_THAT(refused.error().message, HasSubstr("only https:// is"));
  EXPECT_TRUE(Client(trusting(server.host())).send({Method::get, server.url()}));
  EXPECT_TRUE(Client(trusting("127.0.0.1")).send({Method::get, server.url()}));
}

TEST(ClientTest, no_connection_to_an_address_inside) {
  for (const auto* url : {"https://127.0.0.1:9/", "https://[::1]:9/", "https://localhost:9/", "https://10.0.0.1/",
                          "https://169.254.169.254/latest/meta-data/", "https://[::ffff:127.0.0.1]:9/"}) {
    const auto refused = Client().send({Method::get, url});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().kind, ErrorKind::forbidden) << url << ": " << refused.error().message;
    EXPECT_THAT(refused.error().message, HasSubstr("is not on the public internet"));
  }
}

TEST(ClientTest, what_is_no_address_is_refused) {
  for (const auto* url : {"", "x", "/path", "https://", "https://user:password@example.org/", "https://a b/"}) {
    const auto refused = Client().send({Method::get, url});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid) << url;
  }
  EXPECT_EQ(Client().send({Method::get, "file:///etc/passwd"}).error().kind, ErrorKind::invalid);
  EXPECT_EQ(Client().send({Method::get, "ftp://example.org/"}).error().kind, ErrorKind::forbidden);
}

TEST(ClientTest, follows_redirects_and_checks_each) {
  const LoopbackServer server([](const std::string& request) {
    if (request.find("GET /there") == 0 || request.find("GET /a/there") == 0) {
      return LoopbackServer::answer(200, "found");
    }
    if (request.find("GET /out") == 0) return LoopbackServer::answer(302, "", "Location: http://127.0.0.2:9/\r\n");
    if (request.find("GET /inside") == 0) return LoopbackServer::answer(307, "", "Location: https://127.0.0.2:9/\r\n");
    if (request.find("GET /loop") == 0) return LoopbackServer::answer(301, "", "Location: loop\r\n");
    return LoopbackServer::answer(303, "", "Location: there\r\n");
  });
  const auto found = ask(server, {Method::post, server.url("/a/b"), {}, "form"});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->body, "found");
  EXPECT_EQ(found->url, server.url("/a/there"));
  EXPECT_EQ(ask(server, {Method::get, server.url("/x")})->body, "found");
  EXPECT_EQ(ask(server, {Method::get, server.url("/x")})->url, server.url("/there"));
  EXPECT_EQ(ask(server, {Method::get, server.url("/out")}).error().kind, ErrorKind::forbidden);
  EXPECT_EQ(ask(server, {Method::get, server.url("/inside")}).error().kind, ErrorKind::forbidden);
  const auto loop = ask(server, {Method::get, server.url("/loop")});
  ASSERT_FALSE(loop);
  EXPECT_THAT(loop.error().message, HasSubstr("redirects more than 5 times"));
}

TEST(ClientTest, secrets_do_not_follow_to_another_host) {
  const LoopbackServer other([](const std::string&) { return LoopbackServer::answer(200, ""); });
  const LoopbackServer server(
      [&](const std::string&) { return LoopbackServer::answer(302, "", "Location: " + other.url() + "\r\n"); });
  auto settings = trusting(other.host());
  ASSERT_TRUE(ask(server, {Method::get, server.url(), {{"Authorization", "key"}, {"X-Ask", "1"}}}, settings));
  EXPECT_THAT(server.requests()[0], HasSubstr("Authorization: key"));
  EXPECT_THAT(other.requests()[0], Not(HasSubstr("Authorization")));
  EXPECT_THAT(other.requests()[0], HasSubstr("X-Ask: 1"));
}

TEST(ClientTest, an_answer_that_is_too_large_is_not_taken) {
  const LoopbackServer server([](const std::string& request) {
    const std::string body(5000, 'x');
    return request.find("GET /length") == 0 ? LoopbackServer::answer(200, body)
                                            : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
  });
  ClientSettings settings;
  settings.max_bytes = 4999;
  for (const auto* path : {"/length", "/endless"}) {
    const auto refused = ask(server, {Method::get, server.url(path)}, settings);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
  }
  settings.max_bytes = 5000;
  EXPECT_EQ(ask(server, {Method::get, server.url("/endless")}, settings)->body.size(), 5000u);
}

TEST(ClientTest, a_server_that_says_nothing_ends_by_time) {
  const LoopbackServer server([](const std::string&) { return std::string(); });
  ClientSettings settings;
  settings.total_timeout = std::chrono::milliseconds(50);
  const auto late = ask(server, {}, settings);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(late.error().message, HasSubstr("did not answer in time"));
}

TEST(ClientTest, a_server_that_is_not_there_or_breaks_off) {
  std::string gone;
  {
    const LoopbackServer server([](const std::string&) { return LoopbackServer::answer(200, ""); });
    gone = server.host();
  }
  EXPECT_EQ(Client(trusting(gone)).send({Method::get, "http://" + gone}).error().kind, ErrorKind::unavailable);
  const LoopbackServer half(
      [](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf"; });
  EXPECT_EQ(ask(half).error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace smartmove::fetch
