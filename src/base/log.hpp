#pragma once

#include <boost/json/object.hpp>
#include <spdlog/spdlog.h>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace smartmove::base {

enum class LogFormat { text, json };

/// Sets up the process-wide spdlog logger on stderr; call it once, before other threads log.
/// `level` is one of the setting `log-level`; another throws std::invalid_argument.
void configure_log(LogFormat format, std::string_view level);

/// Changes the level while other threads log. Another level than the setting's throws std::invalid_argument.
void set_log_level(std::string_view level);

/// One line without its end. JSON: one object (`time`, `level`, `event`, then the fields, which cannot replace those).
/// Text: the same for the eye, `2026-11-23T19:40:00.000Z info  server_started port=8080`.
std::string log_line(LogFormat format, Instant time, spdlog::level::level_enum level, std::string_view event,
                     const boost::json::object& fields = {});

/// One structured line: an event name in snake_case and its fields. Thread-safe. Never a person's data (law.md).
void log(spdlog::level::level_enum level, std::string_view event, const boost::json::object& fields = {});

}  // namespace smartmove::base
