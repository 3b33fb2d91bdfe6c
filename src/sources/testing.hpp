#pragma once

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>
#include <sstream>
#include <string>

#include "base/json_reader.hpp"
#include "sources/source.hpp"

namespace smartmove::sources::testing {

/// A recorded answer of a service: `kolada/data_n00945.json`. They lie beside the project, if at all.
inline std::optional<std::string> recorded(const std::string& name) {
  const char* root = std::getenv("SMARTMOVE_SOURCE_DIR");
  std::ifstream file(std::string(root ? root : ".") + "/../shared/data/api-samples/" + name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline constexpr const char* no_recorded_answers = "../shared/data/api-samples, the recorded answers, is not there.";

/// A definition from JSON that must be sound.
inline Source source(const std::string& text) {
  base::JsonReader reader("test");
  auto json = base::parse_json(text, "test");
  if (!json) throw std::runtime_error(json.error().problems.front().found);
  auto made = read_source(*json, reader);
  if (!reader.problems().empty()) throw std::runtime_error(base::format_problems(reader.problems()));
  return made;
}

/// `where: found …, expected …` of all that is wrong with a definition.
inline std::string problems(const std::string& text) {
  base::JsonReader reader("s.json");
  read_source(*base::parse_json(text, "s.json"), reader);
  return base::format_problems(reader.problems());
}

}  // namespace smartmove::sources::testing
