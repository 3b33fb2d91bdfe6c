#include "fetch/patience.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fetch/testing.hpp"

namespace smartmove::fetch {
namespace {

using base::ErrorKind;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::LoopbackServer;

/// A service that gives its answers one after the other, the last again and again.
class Service {
 public:
  explicit Service(std::vector<std::string> answers)
      : server_([this, answers = std::move(answers)](const std::string&) {
          return answers[std::min(asked_++, answers.size() - 1)];
        }) {}

  /// Asks it; the pauses go into waits() and take no time.
  base::Result<Response> ask(Patience patience = {}) {
    ClientSettings settings;
    settings.allowed_hosts = {server_.host()};
    settings.max_bytes = 1000;
    PatientClient client(settings, patience, [this](milliseconds pause) {
      waits_.push_back(pause.count());
      return !stopped_;
    });
    return client.send({Method::get, server_.url("/x")});
  }
  std::size_t asked() const { return server_.requests().size(); }
  const std::vector<long long>& waits() const { return waits_; }
  void stop() { stopped_ = true; }

 private:
  std::size_t asked_ = 0;  // of the serving thread
  std::vector<long long> waits_;
  bool stopped_ = false;
  LoopbackServer server_;
};

std::string answer(int status, const std::string& headers = {}) {
  return LoopbackServer::answer(status, std::to_string(status), headers);
}

TEST(PatienceTest, tries_again_what_passes_with_longer_and_longer_pauses) {
  Service service({answer(429), answer(503), answer(500), answer(200)});
  const auto response = service.ask();
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "200");
  EXPECT_THAT(service.waits(), ElementsAre(1000, 2000, 4000));
}

TEST(PatienceTest, gives_up_in_the_end) {
  Service service({answer(429)});
  const auto refused = service.ask();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rate_limited);
  EXPECT_THAT(refused.error().message, HasSubstr("/x answers 429, 4 times."));
  EXPECT_EQ(service.asked(), 4u);
  Service broken({answer(500)});
  EXPECT_EQ(broken.ask().error().kind, ErrorKind::unavailable);
}

TEST(PatienceTest, does_not_ask_again_where_that_would_change_nothing) {
  for (const int status : {400, 403, 404}) {
    Service service({answer(status)});
    EXPECT_EQ(service.ask().error().kind, status == 404 ? ErrorKind::not_found : ErrorKind::unavailable);
    EXPECT_EQ(service.asked(), 1u) << status;
  }
  Service large({LoopbackServer::answer(200, std::string(1001, 'x'))});
  EXPECT_EQ(large.ask().error().kind, ErrorKind::too_large);
  EXPECT_EQ(large.asked(), 1u);
}

TEST(PatienceTest, an_answer_that_breaks_off_is_asked_for_again) {
  Service service({"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\nhalf", answer(200)});
  EXPECT_TRUE(service.ask());
  EXPECT_EQ(service.asked(), 2u);
}

TEST(PatienceTest, waits_as_long_as_the_service_asks) {
  Service service({answer(429, "Retry-After: 7\r\n"), answer(200)});
  EXPECT_TRUE(service.ask());
  EXPECT_THAT(service.waits(), ElementsAre(7000));
  Service long_one({answer(429, "Retry-After: 3600\r\n"), answer(200)});
  EXPECT_EQ(long_one.ask().error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(long_one.asked(), 1u);
}

TEST(PatienceTest, retry_after_may_be_a_date_or_nonsense) {
  const auto now = *base::parse_iso8601("2026-11-23T19:40:00Z");
  const Patience patience;
  EXPECT_EQ(pause_after(1, "Mon, 23 Nov 2026 19:40:30 GMT", now, patience), milliseconds(30'000));
  EXPECT_EQ(pause_after(1, "Mon, 23 Nov 2026 19:30:00 GMT", now, patience), milliseconds(1000));
  EXPECT_EQ(pause_after(1, "Mon, 23 Nov 2026 20:40:00 GMT", now, patience), std::nullopt);
  for (const auto* text : {"", "soon", "-5", "1e3"}) {
    EXPECT_EQ(pause_after(3, text, now, patience), milliseconds(4000)) << text;
  }
  EXPECT_EQ(pause_after(1, "99999999999", now, patience), std::nullopt);
  EXPECT_EQ(pause_after(60, std::nullopt, now, patience), patience.longest_pause);
}

TEST(PatienceTest, keeps_its_distance_between_two_calls) {
  const LoopbackServer server([](const std::string&) { return answer(304); });
  ClientSettings settings;
  settings.allowed_hosts = {server.host()};
  std::vector<milliseconds> waits;
  Patience patience;
  patience.between_calls = std::chrono::hours(1);
  PatientClient client(settings, patience, [&](milliseconds pause) {
    waits.push_back(pause);
    return true;
  });
  EXPECT_EQ(client.send({Method::get, server.url()})->status, 304);
  EXPECT_THAT(waits, IsEmpty());
  EXPECT_TRUE(client.send({Method::get, server.url()}));
  ASSERT_EQ(waits.size(), 1u);
  EXPECT_GT(waits[0], std::chrono::minutes(59));
}

TEST(PatienceTest, stops_while_it_waits) {
  Service service({answer(503)});
  service.stop();
  EXPECT_THAT(service.ask().error().message, HasSubstr("being stopped"));
  EXPECT_EQ(service.asked(), 1u);
  std::stop_source stop;
  const auto wait = wait_until_stopped(stop.get_token());
  EXPECT_TRUE(wait(milliseconds(1)));
  stop.request_stop();
  EXPECT_FALSE(wait(std::chrono::hours(1)));
}

}  // namespace
}  // namespace smartmove::fetch
