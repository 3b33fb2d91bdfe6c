#include "base/json.hpp"

#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace smartmove::base {
namespace json = boost::json;

void require_all_members(json::object& schema) {
  const auto descend = [](json::value& inner) {
    if (auto* object = inner.if_object()) require_all_members(*object);
  };
  if (auto* properties = schema.if_contains("properties")) {
    json::array required;
    for (auto& member : properties->as_object()) {
      required.emplace_back(member.key());
      descend(member.value());
    }
    if (!required.empty()) schema["required"] = std::move(required);
  }
  for (const auto* name : {"items", "additionalProperties"}) {
    if (auto* inner = schema.if_contains(name)) descend(*inner);
  }
  if (auto* alternatives = schema.if_contains("anyOf")) {
    for (auto& each : alternatives->as_array()) descend(each);
  }
}

void JsonCodec<std::string>::read(const json::value& value, JsonReader& reader, std::string& out) {
  const auto* text = reader.string(value);
  if (!text) return;
  if (text->find('\0') != json::string::npos || !is_valid_utf8(*text)) {
    reader.breach("a string that is not text", "valid UTF-8 without NUL");
    return;
  }
  out.assign(text->data(), text->size());
}

void JsonCodec<bool>::read(const json::value& value, JsonReader& reader, bool& out) {
  if (const auto* flag = value.if_bool()) {
    out = *flag;
  } else {
    reader.problem(value, "true or false");
  }
}

void JsonCodec<double>::read(const json::value& value, JsonReader& reader, double& out) {
  json::error_code error;
  const auto number = value.to_number<double>(error);
  if (error || !std::isfinite(number)) {
    reader.problem(value, "a number");
  } else {
    out = number;
  }
}

void JsonCodec<std::int64_t>::read(const json::value& value, JsonReader& reader, std::int64_t& out) {
  json::error_code error;
  const auto number = value.to_number<std::int64_t>(error);
  if (error) {
    reader.problem(value, "a whole number");
  } else {
    out = number;
  }
}

void JsonCodec<int>::read(const json::value& value, JsonReader& reader, int& out) {
  std::int64_t wide = 0;
  const auto before = reader.problems().size();
  read_json(value, reader, wide);
  if (reader.problems().size() != before) return;
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) {
    reader.problem(value, "a whole number that fits in 32 bits");
    return;
  }
  out = static_cast<int>(wide);
}

}  // namespace smartmove::base
