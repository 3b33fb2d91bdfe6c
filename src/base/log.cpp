#include "base/log.hpp"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <stdexcept>

#include "base/text.hpp"

namespace smartmove::base {
namespace {

namespace level = spdlog::level;

/// By spdlog's numbers.
constexpr std::array<std::string_view, 6> level_names{"trace", "debug", "info", "warn", "error", "critical"};

/// The logger's name tells log() the format, so that no global of our own has to.
constexpr std::string_view json_logger = "smartmove-json";
constexpr std::string_view text_logger = "smartmove-text";

std::string_view name_of(level::level_enum level) {
  const auto index = static_cast<std::size_t>(level);
  if (index >= level_names.size()) throw std::invalid_argument("A log line needs a level");
  return level_names[index];
}

level::level_enum level_named(std::string_view name) {
  const auto found = std::find(level_names.begin(), level_names.end(), name);
  if (found == level_names.end()) throw std::invalid_argument("There is no log level " + quote(name));
  return static_cast<level::level_enum>(found - level_names.begin());
}

bool is_plain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c > ' ' && c != 0x7f && c != '"' && c != '\\' && c != '=';
  });
}

std::string json_line(Instant time, level::level_enum level, std::string_view event,
                      const boost::json::object& fields) {
  boost::json::object line{{"time", to_iso8601(time)}, {"level", name_of(level)}, {"event", event}};
  for (const auto& field : fields) line.insert(field);  // keeps ours where a field has the same name
  return boost::json::serialize(line);
}

std::string text_line(Instant time, level::level_enum level, std::string_view event,
                      const boost::json::object& fields) {
  auto line = fmt::format("{} {:<5} {}", to_iso8601(time), name_of(level), event);
  for (const auto& [key, value] : fields) {
    const auto* text = value.if_string();
    const bool is_bare = text != nullptr && is_plain(std::string_view(*text));
    line += " " + std::string(key) + "=" + (is_bare ? std::string(*text) : boost::json::serialize(value));
  }
  return line;
}

}  // namespace

std::string log_line(LogFormat format, Instant time, level::level_enum level, std::string_view event,
                     const boost::json::object& fields) {
  // Fields hold what visitors send; bytes that are not UTF-8 would make the whole line unreadable to log collectors.
  return valid_utf8((format == LogFormat::json ? json_line : text_line)(time, level, event, fields));
}

void configure_log(LogFormat format, std::string_view level) {
  std::shared_ptr<spdlog::logger> logger;
  if (format == LogFormat::json) {
    logger =
        std::make_shared<spdlog::logger>(std::string(json_logger), std::make_shared<spdlog::sinks::stderr_sink_mt>());
  } else {
    logger = std::make_shared<spdlog::logger>(std::string(text_logger),
                                              std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  }
  logger->set_pattern(format == LogFormat::json ? "%v" : "%^%v%$");
  logger->set_level(level_named(level));
  spdlog::set_default_logger(std::move(logger));
}

void set_log_level(std::string_view level) { spdlog::default_logger_raw()->set_level(level_named(level)); }

void log(level::level_enum level, std::string_view event, const boost::json::object& fields) {
  auto* logger = spdlog::default_logger_raw();
  if (!logger->should_log(level)) return;
  const auto format = logger->name() == json_logger ? LogFormat::json : LogFormat::text;
  logger->log(level, log_line(format, now(), level, event, fields));
}

}  // namespace smartmove::base
