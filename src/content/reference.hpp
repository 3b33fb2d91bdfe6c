#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace smartmove::content {

/// A string literal as a template argument.
template <std::size_t N>
struct Literal {
  constexpr Literal(const char (&text)[N]) { std::copy_n(text, N, value); }  // NOLINT(google-explicit-constructor)
  char value[N];
  constexpr std::string_view view() const { return {value, N - 1}; }
};

/// A name that must exist elsewhere, e.g. `Ref<"place">`. Reading one notes a Reference; whoever saves the document
/// checks it (Registry::check_references).
template <Literal kind>
struct Ref {
  std::string value;
  static constexpr std::string_view kind_name() { return kind.view(); }
  friend bool operator==(const Ref&, const Ref&) = default;
};

using PlaceRef = Ref<"place">;          ///< a place's code: `1881`
using IndicatorRef = Ref<"indicator">;  ///< an indicator's code: `population`
using AudienceRef = Ref<"audience">;    ///< an audience's key: `studenter`

/// The key of a document of one type, e.g. `KeyOf<"comparison">`. Reading one notes a Reference to that document.
template <Literal type>
struct KeyOf {
  std::string value;
  static constexpr std::string_view type_name() { return type.view(); }
  std::string reference() const { return std::string(type.view()) + "/" + value; }
  friend bool operator==(const KeyOf&, const KeyOf&) = default;
};

/// Where a link leads: `type/key` of a document, `https://…` or `mailto:…`.
struct LinkTarget {
  std::string to;
  bool is_document() const;
};

/// What is wrong with a link target, as the phrase "expected …"; empty when it is right.
std::string_view link_target_expected(std::string_view to);

/// A text and where it leads.
struct Link {
  std::string label;
  LinkTarget to;
};
BOOST_DESCRIBE_STRUCT(Link, (), (label, to))

}  // namespace smartmove::content

namespace smartmove::base {

template <content::Literal kind>
struct JsonCodec<content::Ref<kind>> {
  static void read(const boost::json::value& value, JsonReader& reader, content::Ref<kind>& out) {
    const auto before = reader.problems().size();
    read_json(value, reader, out.value);
    if (reader.problems().size() == before) reader.reference(std::string(kind.view()), out.value);
  }
  static boost::json::value write(const content::Ref<kind>& ref) { return boost::json::value(ref.value); }
  static boost::json::object schema() { return {{"type", "string"}, {"x-reference", kind.view()}}; }
};

template <content::Literal type>
struct JsonCodec<content::KeyOf<type>> {
  static void read(const boost::json::value& value, JsonReader& reader, content::KeyOf<type>& out) {
    const auto before = reader.problems().size();
    read_json(value, reader, out.value);
    if (reader.problems().size() == before) reader.reference("document", out.reference());
  }
  static boost::json::value write(const content::KeyOf<type>& key) { return boost::json::value(key.value); }
  static boost::json::object schema() { return {{"type", "string"}, {"x-document", type.view()}}; }
};

template <>
struct JsonCodec<content::LinkTarget> {
  static void read(const boost::json::value& value, JsonReader& reader, content::LinkTarget& out);
  static boost::json::value write(const content::LinkTarget& target) { return boost::json::value(target.to); }
  static boost::json::object schema() { return {{"type", "string"}, {"x-reference", "document"}}; }
};

}  // namespace smartmove::base
