#pragma once

#include <fmt/format.h>
#include <map>
#include <mutex>
#include <string>

#include "content/document_store.hpp"
#include "fetch/testing.hpp"
#include "places/fact_store.hpp"
#include "places/testing.hpp"
#include "sources/pull.hpp"
#include "sources/source_store.hpp"
#include "sources/testing.hpp"
#include "storage/testing.hpp"

namespace smartmove::sources::testing {

/// A service on loopback: what a path, or a request, begins with → the whole answer. The longest beginning counts.
class FakeService {
 public:
  FakeService() : server_([this](const std::string& request) { return reply(request); }) {}

  void answers(const std::string& beginning, std::string reply) {
    const std::lock_guard lock(mutex_);
    replies_[beginning] = std::move(reply);
  }
  void answers_json(const std::string& beginning, const std::string& body, const std::string& headers = {}) {
    answers(beginning, fetch::testing::LoopbackServer::answer(200, body, headers));
  }
  std::vector<std::string> requests() const { return server_.requests(); }
  std::string url(const std::string& path = "") const { return server_.url(path); }
  std::string host() const { return server_.host(); }

 private:
  std::string reply(const std::string& request) {
    const std::lock_guard lock(mutex_);
    const auto path = request.substr(request.find(' ') + 1);
    const std::string* best = nullptr;
    for (const auto& [beginning, answer] : replies_) {
      if (path.starts_with(beginning) || request.starts_with(beginning))
        best = &answer;  // in order: a longer one comes later
    }
    return best ? *best : fetch::testing::LoopbackServer::answer(404, "");
  }

  std::mutex mutex_;
  std::map<std::string, std::string> replies_;
  fetch::testing::LoopbackServer server_;
};

/// A site with Kumla, its county and two indicators, and a service.
class PullTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    storage::testing::must(database().write([](storage::Session& session) -> base::Result<> {
      TRY(content::DocumentStore(session).put_region({"x", "Europe/Stockholm", {"sv"}}));
      places::FactStore store(session);
      TRY(store.put_place(places::testing::kumla()));
      TRY(store.put_place(places::testing::county()));
      TRY(store.put_indicator(places::testing::population()));
      TRY(store.put_indicator(places::testing::share()));
      return {};
    }));
    settings_.client.allowed_hosts = {service_.host()};
    for (const auto kind : {Service::kolada, Service::pxweb2, Service::pxweb1, Service::eurostat, Service::acs}) {
      settings_.services[kind] = {service_.url(), 60'000};
    }
    settings_.attempts = 2;
  }

  void put_source(const std::string& definition, const std::string& key = "s") {
    storage::testing::must(database().write([&](storage::Session& session) -> base::Result<> {
      TRY(SourceStore(session).put(key, source(definition)));
      return {};
    }));
  }
  base::Result<Pulled> pull(PullMode mode = PullMode::apply, const std::string& key = "s") {
    return sources::pull(
        database(), settings_, key, mode, [](std::chrono::milliseconds) { return true; },
        [this](std::size_t, std::size_t) { ++calls_shown_; });
  }
  std::vector<std::string> facts() {
    std::vector<std::string> all;
    for (const auto& fact : storage::testing::must(
             database().read([](storage::Session& session) { return places::FactStore(session).facts("", ""); }))) {
      all.push_back(fact.place + " " + fact.indicator + " " + fact.period + " " +
                    (fact.value ? fmt::format("{}", *fact.value) : "unknown"));
    }
    return all;
  }
  std::vector<sources::Run> runs() {
    return storage::testing::must(
        database().read([](storage::Session& session) { return SourceStore(session).runs(100); }));
  }

  FakeService service_;
  PullSettings settings_;
  int calls_shown_ = 0;
};

constexpr const char* kolada_source = R"({"service":"kolada","source_name":"Kolada {id}",
  "source_url":"https://www.kolada.se/?kpis={id}","licence":"not stated","from_year":2023,"places":{"0018":"18"},
  "feeds":[{"indicator":"population","unit":"persons","id":"N01951"}]})";

inline std::string kolada_row(const std::string& place, int year, const std::string& value) {
  return fmt::format(
      R"({{"kpi":"N01951","municipality":"{}","period":{},"values":[{{"gender":"T","count":1,"status":"","value":{}}}]}})",
      place, year, value);
}
inline std::string kolada_page(const std::string& rows, const std::string& next = "null") {
  return "{\"count\":1,\"next_url\":" + next + ",\"values\":[" + rows + "]}";
}

}  // namespace smartmove::sources::testing
