// Clients that are slow, many or gone, and the server's own end.
#include <deque>
#include <thread>

#include "web/server_fixture.hpp"
#include "web/steering.hpp"

namespace smartmove::web {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

TEST_F(ServerTest, ASlowReaderGetsAllOfABigPage) {
  start();
  TestClient client(server_->port(), 4096);
  client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\nGET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read().body.size(), 20'000'000U);
  cache_.drop({"x"});  // while the second is on its way
  EXPECT_EQ(client.read().body, std::string(20'000'000, 'b'));
}

TEST_F(ServerTest, TimesOut) {
  ServerSettings settings;
  settings.idle_timeout = 60ms;
  settings.request_timeout = 60ms;
  start(settings);
  EXPECT_TRUE(connect().closed());
  for (const std::string part :
       {"GET /page HTTP/1.1\r\nHo", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"}) {
    auto dripping = connect();
    dripping.send(part);
    EXPECT_EQ(dripping.read().status, 408);
    EXPECT_TRUE(dripping.closed());
  }
  auto reader = connect();
  reader.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  while (server_->connections() > 0) std::this_thread::yield();  // its answer is not read: it goes too
}

TEST_F(ServerTest, AThousandConnections) {
  start();
  std::vector<TestClient> clients;
  for (int i = 0; i < 1000; ++i) clients.push_back(connect());
  for (auto& client : clients) client.send("GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
  for (auto& client : clients) ASSERT_EQ(client.read().status, 200);
  EXPECT_EQ(server_->connections(), 1000U);
  EXPECT_EQ(renders_, 1);
}

/// All come from one core, so that the kernel would give them all to one thread.
TEST_F(ServerTest, SteeredConnectionsAreSpreadWhereOneThreadHasTooMany) {
  const auto cores = allowed_cores();
  if (cores.size() < 2) GTEST_SKIP() << "this machine gives the test one core";
  ServerSettings settings;
  settings.steer = true;
  start(settings);
  std::vector<TestClient> clients;
  std::thread([&] {
    ASSERT_TRUE(pin_thread(cores.front()));
    for (int i = 0; i < 100; ++i) {
      clients.push_back(connect());
      ASSERT_EQ(clients.back().get("/page").status, 200);
    }
  }).join();
  const auto value_of = [&](const std::string& name) {
    const auto text = metrics_.render();
    return std::stoi(text.substr(text.find("\n" + name + " ") + name.size() + 2));
  };
  EXPECT_EQ(server_->connections(), 100U);
  EXPECT_LE(value_of("smartmove_connections_busiest_thread"), 60);
  EXPECT_GE(value_of("smartmove_connections_idlest_thread"), 40);
  for (auto& client : clients) EXPECT_EQ(client.get("/page").status, 200);
  EXPECT_EQ(renders_, 1);
}

TEST_F(ServerTest, RefusesConnectionsOverTheLimit) {
  ServerSettings settings;
  settings.max_connections = 2;
  start(settings);
  auto first = connect();
  auto second = connect();
  EXPECT_EQ(first.get("/page").status, 200);
  EXPECT_EQ(second.get("/page").status, 200);
  EXPECT_EQ(connect().read().status, 503);
}

TEST_F(ServerTest, StopLetsWhatIsUnderWayFinish) {
  start();
  auto slow = connect();
  auto idle = connect();
  EXPECT_EQ(idle.get("/page").status, 200);
  slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  gate_.await(1);
  Stopping stopping(*server_, gate_);
  EXPECT_TRUE(idle.closed());
  EXPECT_THROW(while (true) connect(), std::runtime_error);
  gate_.open();
  const auto answer = slow.read();
  EXPECT_EQ(answer.body, "slow");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(slow.closed());
  stopping.await();
  EXPECT_EQ(server_->connections(), 0U);
  server_->stop();
}

TEST_F(ServerTest, StopAnswersWhatHasCome) {
  ServerSettings settings;
  settings.idle_drain = 1min;  // this test may be slow
  start(settings);
  auto pipelining = connect();
  auto idle = connect();
  auto silent = connect();
  EXPECT_EQ(idle.get("/page").status, 200);
  pipelining.send(
      "GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /page HTTP/1.1\r\nHost: x\r\n\r\nGET /who HTTP/1.1\r\nHost: x\r\n\r\n");
  gate_.await(1);
  Stopping stopping(*server_, gate_);
  EXPECT_THROW(while (true) connect(), std::runtime_error);
  const auto last = idle.get("/page");  // an idle connection may ask once more
  EXPECT_EQ(last.status, 200);
  EXPECT_EQ(last.header("Connection"), "close");
  EXPECT_TRUE(idle.closed());
  EXPECT_EQ(silent.get("/page").status, 200);
  gate_.open();
  EXPECT_EQ(pipelining.read().body, "slow");
  EXPECT_EQ(pipelining.read().status, 200);
  EXPECT_EQ(pipelining.read().header("Connection"), "close");
  EXPECT_TRUE(pipelining.closed());
  stopping.await();
}

TEST_F(ServerTest, AnotherTakesItsPlace) {
  start();
  const auto port = server_->port();
  std::atomic<int> answered{0};
  std::atomic<int> failed{0};
  std::jthread client([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      try {
        ++(TestClient(port).get("/page").status == 200 ? answered : failed);
      } catch (const std::runtime_error&) {
        ++failed;
      }
    }
  });
  const auto settle = [&] {
    for (const int before = answered + failed; answered + failed < before + 50;) std::this_thread::yield();
  };
  settle();
  for (int round = 0; round < 3; ++round) {
    ServerSettings settings;
    settings.listeners = server_->listeners();
    for (auto& listener : settings.listeners) listener = ::dup(listener);
    settings.threads = round == 1 ? 1 : 4;  // fewer than sockets, and more
    auto next = Server::start(settings, router_, cache_, nullptr, more_metrics_.at(static_cast<std::size_t>(round)));
    ASSERT_TRUE(next) << next.error().message;
    EXPECT_EQ((*next)->port(), port);
    server_->stop();
    settle();
    server_ = std::move(*next);
  }
  client.request_stop();
  client.join();
  EXPECT_EQ(failed, 0);
}

/// A connection that is accepted in the moment of the stop belongs to nobody unless somebody takes it.
TEST_F(ServerTest, TakesTurnsWhileManyConnect) {
  start();
  const auto port = server_->port();
  std::atomic<int> answered{0};
  std::atomic<int> failed{0};
  std::vector<std::jthread> clients;
  for (int i = 0; i < 6; ++i) {
    clients.emplace_back([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        try {
          ++(TestClient(port).get("/page").status == 200 ? answered : failed);
        } catch (const std::runtime_error&) {
          ++failed;
        }
      }
    });
  }
  std::deque<Metrics> metrics;
  for (int round = 0; round < 50; ++round) {
    ServerSettings settings;
    settings.listeners = server_->listeners();
    for (auto& listener : settings.listeners) listener = ::dup(listener);
    settings.threads = 2;
    auto next = Server::start(settings, router_, cache_, nullptr, metrics.emplace_back());
    ASSERT_TRUE(next) << next.error().message;
    server_->stop();
    server_ = std::move(*next);
    for (const int before = answered; answered < before + 5 && failed == 0;) std::this_thread::yield();
  }
  clients.clear();
  EXPECT_EQ(failed, 0);
  server_.reset();
}

TEST_F(ServerTest, StopEndsWhatDoesNotFinish) {
  ServerSettings settings;
  settings.shutdown_timeout = 50ms;
  start(settings);
  auto dripping = connect();
  dripping.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  auto other = connect();
  EXPECT_EQ(other.get("/page").status, 200);
  server_->stop();
  EXPECT_TRUE(dripping.closed());
}

TEST_F(ServerTest, SaysWhyItCannotListen) {
  start();
  ServerSettings settings;
  settings.port = server_->port();
  Metrics metrics;
  const auto second = Server::start(settings, router_, cache_, nullptr, metrics);
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("port " + std::to_string(settings.port)));
  settings.address = "localhost";
  EXPECT_EQ(Server::start(settings, router_, cache_, nullptr, metrics).error().kind, base::ErrorKind::invalid);
}

}  // namespace
}  // namespace smartmove::web
