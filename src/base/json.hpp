#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/json_reader.hpp"
#include "base/result.hpp"

/// JSON from one definition: a Boost.Describe'd struct gives reading (with every error by JSON pointer), writing and
/// JSON Schema (2020-12). Members that are std::optional, std::vector or std::map may be left out; everything else is
/// required; unknown members are errors. Other types join by specialising JsonCodec.
namespace smartmove::base {

/// How a type that is not a described struct reads, writes and describes itself:
///   static void read(const json::value&, JsonReader&, T& out);  static json::value write(const T&);  static
///   json::object schema();
template <class T>
struct JsonCodec;

template <class T>
boost::json::value to_json(const T& value) {
  return JsonCodec<T>::write(value);
}

/// Reads `value` into `out`; breaches go to the reader, `out` is then partly filled.
template <class T>
void read_json(const boost::json::value& value, JsonReader& reader, T& out) {
  JsonCodec<T>::read(value, reader, out);
}

/// The value, or an `invalid` Error with every breach (`where` is `origin#/pointer`).
template <class T>
Result<T> from_json(const boost::json::value& value, std::string origin = {}) {
  JsonReader reader(std::move(origin));
  T out{};
  read_json(value, reader, out);
  if (!reader.problems().empty()) return fail(reader.error());
  return out;
}

template <class T>
boost::json::object json_schema() {
  return JsonCodec<T>::schema();
}

/// Makes every member that a schema names required, at any depth.
void require_all_members(boost::json::object& schema);

/// As json_schema(), for what to_json() writes: every member is always there, so all are required.
template <class T>
boost::json::object json_answer_schema() {
  auto schema = json_schema<T>();
  require_all_members(schema);
  return schema;
}

namespace detail {

template <class T>
inline constexpr bool is_described_struct =
    boost::describe::has_describe_members<T>::value && !std::is_union_v<T> && std::is_class_v<T>;
template <class T>
inline constexpr bool is_described_enum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
inline constexpr bool may_be_left_out = false;
template <class T>
inline constexpr bool may_be_left_out<std::optional<T>> = true;
template <class T>
inline constexpr bool may_be_left_out<std::vector<T>> = true;
template <class K, class V>
inline constexpr bool may_be_left_out<std::map<K, V>> = true;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

}  // namespace detail

template <class T>
requires detail::is_described_struct<T>
struct JsonCodec<T> {
  static void read(const boost::json::value& value, JsonReader& reader, T& out) {
    const auto* object = reader.object(value);
    if (!object) return;
    std::vector<std::string_view> known;
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      using Value = std::remove_reference_t<decltype(out.*member.pointer)>;
      known.emplace_back(member.name);
      const auto* found = object->if_contains(member.name);
      auto scope = reader.enter(member.name);
      if (found) {
        read_json(*found, reader, out.*member.pointer);
      } else if (!detail::may_be_left_out<Value>) {
        reader.missing();
      }
    });
    reader.refuse_unknown(*object, known);
  }

  static boost::json::value write(const T& value) {
    boost::json::object object;
    boost::mp11::mp_for_each<detail::Members<T>>(
        [&](auto member) { object.emplace(member.name, to_json(value.*member.pointer)); });
    return object;
  }

  static boost::json::object schema() {
    boost::json::object properties;
    boost::json::array required;
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      using Value = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
      properties.emplace(member.name, json_schema<Value>());
      if (!detail::may_be_left_out<Value>) required.emplace_back(member.name);
    });
    boost::json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema.emplace("required", std::move(required));
    schema.emplace("additionalProperties", false);
    return schema;
  }
};

template <class T>
requires detail::is_described_enum<T>
struct JsonCodec<T> {
  static boost::json::array names() {
    boost::json::array all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto each) { all.emplace_back(each.name); });
    return all;
  }
  static void read(const boost::json::value& value, JsonReader& reader, T& out) {
    const auto* text = reader.string(value);
    if (!text) return;
    if (!boost::describe::enum_from_string(std::string(*text).c_str(), out)) reader.not_one_of(value, names());
  }
  static boost::json::value write(const T& value) { return boost::describe::enum_to_string(value, ""); }
  static boost::json::object schema() { return {{"type", "string"}, {"enum", names()}}; }
};

template <>
struct JsonCodec<std::string> {
  static void read(const boost::json::value& value, JsonReader& reader, std::string& out);
  static boost::json::value write(const std::string& value) { return boost::json::value(value); }
  static boost::json::object schema() { return {{"type", "string"}}; }
};

template <>
struct JsonCodec<bool> {
  static void read(const boost::json::value& value, JsonReader& reader, bool& out);
  static boost::json::value write(bool value) { return value; }
  static boost::json::object schema() { return {{"type", "boolean"}}; }
};

template <>
struct JsonCodec<double> {
  static void read(const boost::json::value& value, JsonReader& reader, double& out);
  static boost::json::value write(double value) { return value; }
  static boost::json::object schema() { return {{"type", "number"}}; }
};

template <>
struct JsonCodec<std::int64_t> {
  static void read(const boost::json::value& value, JsonReader& reader, std::int64_t& out);
  static boost::json::value write(std::int64_t value) { return value; }
  static boost::json::object schema() { return {{"type", "integer"}}; }
};

template <>
struct JsonCodec<int> {
  static void read(const boost::json::value& value, JsonReader& reader, int& out);
  static boost::json::value write(int value) { return value; }
  static boost::json::object schema() { return {{"type", "integer"}}; }
};

/// Any JSON, kept as it is.
template <>
struct JsonCodec<boost::json::value> {
  static void read(const boost::json::value& value, JsonReader&, boost::json::value& out) { out = value; }
  static boost::json::value write(const boost::json::value& value) { return value; }
  static boost::json::object schema() { return {}; }
};

template <class T>
struct JsonCodec<std::optional<T>> {
  static void read(const boost::json::value& value, JsonReader& reader, std::optional<T>& out) {
    if (value.is_null()) {
      out.reset();
    } else {
      read_json(value, reader, out.emplace());
    }
  }
  static boost::json::value write(const std::optional<T>& value) {
    return value ? to_json(*value) : boost::json::value(nullptr);
  }
  static boost::json::object schema() {
    return {{"anyOf", boost::json::array{json_schema<T>(), boost::json::object{{"type", "null"}}}}};
  }
};

template <class T>
struct JsonCodec<std::vector<T>> {
  static void read(const boost::json::value& value, JsonReader& reader, std::vector<T>& out) {
    const auto* array = reader.array(value);
    if (!array) return;
    out.clear();
    out.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      auto scope = reader.enter(std::to_string(i));
      read_json((*array)[i], reader, out.emplace_back());
    }
  }
  static boost::json::value write(const std::vector<T>& values) {
    boost::json::array array;
    array.reserve(values.size());
    for (const auto& value : values) array.push_back(to_json(value));
    return array;
  }
  static boost::json::object schema() { return {{"type", "array"}, {"items", json_schema<T>()}}; }
};

template <class T>
struct JsonCodec<std::map<std::string, T>> {
  static void read(const boost::json::value& value, JsonReader& reader, std::map<std::string, T>& out) {
    const auto* object = reader.object(value);
    if (!object) return;
    out.clear();
    for (const auto& member : *object) {
      auto scope = reader.enter(member.key());
      read_json(member.value(), reader, out[std::string(member.key())]);
    }
  }
  static boost::json::value write(const std::map<std::string, T>& values) {
    boost::json::object object;
    for (const auto& [key, value] : values) object.emplace(key, to_json(value));
    return object;
  }
  static boost::json::object schema() { return {{"type", "object"}, {"additionalProperties", json_schema<T>()}}; }
};

}  // namespace smartmove::base
