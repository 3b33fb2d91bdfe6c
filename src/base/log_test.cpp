#include "base/log.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <gmock/gmock.h>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/text.hpp"

namespace smartmove::base {
namespace {

using testing::HasSubstr;

const Instant moment{std::chrono::milliseconds(1795462800123)};

std::string json_line(std::string_view event, const boost::json::object& fields = {}) {
  return log_line(LogFormat::json, moment, spdlog::level::info, event, fields);
}

std::string text_line(const boost::json::object& fields) {
  return log_line(LogFormat::text, moment, spdlog::level::warn, "page_failed", fields);
}

/// Puts the process's logger back, so that tests do not depend on each other.
class Log : public testing::Test {
 protected:
  ~Log() override { spdlog::set_default_logger(before_); }

 private:
  std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
};

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) result.push_back(line);
  return result;
}

TEST(LogLine, IsOneJsonObject) {
  EXPECT_EQ(
      json_line("server_started", {{"port", 8080}, {"address", "::"}}),
      R"({"time":"2026-11-23T19:40:00.123Z","level":"info","event":"server_started","port":8080,"address":"::"})");
}

TEST(LogLine, SurvivesAnyField) {
  const std::string nasty = "a\"b\\c\n\x01\xff\xc3";
  const auto line = json_line("x", {{"path", nasty}, {nasty, boost::json::array{1, nullptr}}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_TRUE(is_valid_utf8(line));
  const auto parsed = boost::json::parse(line);
  EXPECT_EQ(parsed.at("path"), boost::json::value("a\"b\\c\n\x01\uFFFD\uFFFD"));
}

TEST(LogLine, CannotBeForgedByFields) {
  const auto parsed = boost::json::parse(json_line("real", {{"event", "forged"}, {"level", "error"}, {"time", 0}}));
  EXPECT_EQ(parsed.at("event"), boost::json::value("real"));
  EXPECT_EQ(parsed.at("level"), boost::json::value("info"));
  EXPECT_EQ(parsed.at("time"), boost::json::value("2026-11-23T19:40:00.123Z"));
}

TEST(LogLine, IsReadableAsText) {
  EXPECT_EQ(text_line({{"path", "/orebro"}, {"status", 500}, {"why", "no such table"}, {"empty", ""}}),
            "2026-11-23T19:40:00.123Z warn  page_failed path=/orebro status=500 why=\"no such table\" empty=\"\"");
  EXPECT_EQ(text_line({{"why", "a\nb=c"}}), "2026-11-23T19:40:00.123Z warn  page_failed why=\"a\\nb=c\"");
  EXPECT_TRUE(is_valid_utf8(text_line({{"path", "\xff"}})));
}

TEST_F(Log, WritesJsonLinesFromItsLevelUp) {
  testing::internal::CaptureStderr();
  configure_log(LogFormat::json, "warn");
  log(spdlog::level::info, "quiet");
  log(spdlog::level::warn, "loud", {{"n", 1}});
  log(spdlog::level::err, "louder");
  const auto written = lines(testing::internal::GetCapturedStderr());
  ASSERT_EQ(written.size(), 2u);
  EXPECT_EQ(boost::json::parse(written[0]).at("event"), boost::json::value("loud"));
  EXPECT_EQ(boost::json::parse(written[0]).at("n"), boost::json::value(1));
  EXPECT_EQ(boost::json::parse(written[1]).at("level"), boost::json::value("error"));
}

TEST_F(Log, WritesTextLines) {
  testing::internal::CaptureStderr();
  configure_log(LogFormat::text, "trace");
  log(spdlog::level::trace, "looked", {{"at", "{} %v"}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("trace looked at=\"{} %v\"\n"));
}

TEST_F(Log, KeepsLinesOfManyThreadsWhole) {
  constexpr int threads = 4;
  constexpr int each = 100;
  testing::internal::CaptureStderr();
  configure_log(LogFormat::json, "info");
  {
    std::vector<std::jthread> running;
    running.reserve(threads);
    for (int i = 0; i < threads; ++i) {
      running.emplace_back([] {
        for (int n = 0; n < each; ++n) log(spdlog::level::info, "tick", {{"n", n}});
      });
    }
  }
  const auto written = lines(testing::internal::GetCapturedStderr());
  EXPECT_EQ(written.size(), static_cast<std::size_t>(threads * each));
  for (const auto& line : written) EXPECT_EQ(boost::json::parse(line).at("event"), boost::json::value("tick"));
}

TEST_F(Log, ChangesItsLevel) {
  testing::internal::CaptureStderr();
  configure_log(LogFormat::json, "warn");
  set_log_level("info");
  log(spdlog::level::info, "heard");
  set_log_level("error");
  log(spdlog::level::warn, "not_heard");
  const auto written = testing::internal::GetCapturedStderr();
  EXPECT_THAT(written, HasSubstr("heard"));
  EXPECT_THAT(written, testing::Not(HasSubstr("not_heard")));
  EXPECT_THROW(set_log_level("loud"), std::invalid_argument);
}

TEST_F(Log, RefusesUnknownLevels) {
  EXPECT_THROW(configure_log(LogFormat::text, "loud"), std::invalid_argument);
  EXPECT_THROW(configure_log(LogFormat::text, ""), std::invalid_argument);
}

}  // namespace
}  // namespace smartmove::base
