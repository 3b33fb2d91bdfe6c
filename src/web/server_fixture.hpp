#pragma once

#include <array>
#include <atomic>
#include <boost/json/object.hpp>
#include <condition_variable>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "web/health.hpp"
#include "web/server.hpp"
#include "web/test_client.hpp"

namespace smartmove::web {

/// Handlers that wait here until the test lets them go.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++arrived_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void await(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return arrived_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrived_ = 0;
  bool open_ = false;
};

/// Stops a server beside the test; at its end, also an early one, what waits at the gate goes on and the stop is
/// awaited.
class Stopping {
 public:
  Stopping(Server& server, Gate& gate) : gate_(gate), thread_([&server] { server.stop(); }) {}
  ~Stopping() { gate_.open(); }
  Stopping(const Stopping&) = delete;
  Stopping& operator=(const Stopping&) = delete;
  void await() { thread_.join(); }

 private:
  Gate& gate_;
  std::jthread thread_;
};

class ServerTest : public ::testing::Test {
 protected:
  std::vector<Route> routes() {
    auto routes = health_routes(readiness_, metrics_);
    const auto add = [&](Method method, std::string pattern, Handler handler, Caching caching = Caching::none) {
      routes.push_back({method, std::move(pattern), std::move(handler), Permission::anyone, caching});
    };
    add(
        Method::get, "/page", [this](const Request&) { return page("page", {"x"}); }, Caching::path);
    add(
        Method::get, "/big", [this](const Request&) { return page(std::string(20'000'000, 'b'), {"x"}, "image/png"); },
        Caching::path);
    add(
        Method::get, "/search",
        [this](const Request& request) { return page("q=" + request.query_value("q").value_or("-"), {"x"}); },
        Caching::query);
    add(
        Method::get, "/maybe/{name}",
        [this](const Request&) -> base::Result<Response> {
          ++renders_;
          return base::fail(base::ErrorKind::not_found, "No such page.");
        },
        Caching::path);
    add(Method::get, "/fresh", [](const Request&) { return html(std::string(5000, 'f')); });
    add(Method::post, "/echo", [](const Request& request) { return text(request.body); });
    add(Method::get, "/who", [](const Request& request) { return text(request.remote_address); });
    add(Method::get, "/forwarding", [](const Request& request) {
      std::string names;
      for (const auto& [name, value] : request.headers) {
        if (name.find("forwarded") != std::string::npos || name == "x-real-ip") names += name + " ";
      }
      return text(names);
    });
    add(Method::get, "/throw", [](const Request&) -> base::Result<Response> { throw std::runtime_error("secret"); });
    add(Method::get, "/split", [](const Request&) {
      auto response = html("x");
      response.headers.emplace_back("X-A", "a\r\nb: c");
      return response;
    });
    add(Method::get, "/slow", [this](const Request&) {
      gate_.pass();
      return text("slow");
    });
    add(Method::get, "/api/v1/things", [](const Request&) { return json(boost::json::object{{"a", 1}}); });
    return routes;
  }

  Response page(std::string body, std::vector<std::string> tags, std::string type = "text/html; charset=utf-8") {
    ++renders_;
    auto response = html(body.size() < 1000 ? body + std::string(2000, '.') : std::move(body));
    response.content_type = std::move(type);
    response.tags = std::move(tags);
    return response;
  }

  void start(ServerSettings settings = {}) {
    settings.port = 0;
    settings.threads = 2;
    auto started = Server::start(settings, router_, cache_, nullptr, metrics_);
    if (!started) throw std::runtime_error(started.error().message);
    server_ = std::move(*started);
  }

  TestClient connect() { return TestClient(server_->port()); }
  TestClient::Answer get(const std::string& target, const std::string& headers = {}) {
    return connect().get(target, headers);
  }

  Readiness readiness_;
  Metrics metrics_;
  std::array<Metrics, 3> more_metrics_;  ///< for servers that take its place
  Gate gate_;
  std::atomic<int> renders_{0};
  PageCache cache_{*PageStore::open_private(100'000'000, 16)};
  Router router_{routes()};
  std::unique_ptr<Server> server_;
};

}  // namespace smartmove::web
