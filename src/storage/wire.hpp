#pragma once

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

/// How C++ values travel to and from a database column. Everything that crosses is a 64-bit integer, a double or
/// UTF-8 text, in both databases.
namespace smartmove::storage {

enum class Wire : std::uint8_t { integer, real, text };

/// One value on its way, as an argument or as a column.
struct Slot {
  Wire wire = Wire::text;
  bool null = false;
  long long integer = 0;
  double real = 0;
  std::string text{};
};

/// Sets `slot` to the text. Refuses what one of the databases cannot hold: a NUL character, bytes that are not UTF-8.
base::Result<> encode_text(std::string_view text, Slot& slot);
base::Result<boost::json::value> decode_json(const std::string& text);
base::Failure unexpected_value(std::string_view expected, std::string_view found);

/// One specialisation a type: `argument` and `column` say how it travels, `encode` and `decode` do it.
/// `decode` is only called for values that are not NULL.
template <class T>
struct Codec;

template <>
struct Codec<bool> {
  static constexpr Wire argument = Wire::integer;
  static constexpr Wire column = Wire::text;  // PostgreSQL's comparisons give t and f, SQLite's 1 and 0
  static base::Result<> encode(bool value, Slot& slot) {
    slot.integer = value ? 1 : 0;
    return {};
  }
  static base::Result<bool> decode(const Slot& slot) {
    if (slot.text == "1" || slot.text == "t") return true;
    if (slot.text == "0" || slot.text == "f") return false;
    return unexpected_value("0 or 1", slot.text);
  }
};

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
                  !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

template <Integer T>
struct Codec<T> {
  static constexpr Wire argument = Wire::integer;
  static constexpr Wire column = Wire::integer;
  static base::Result<> encode(T value, Slot& slot) {
    if (!std::in_range<long long>(value)) return unexpected_value("a 64-bit integer", std::to_string(value));
    slot.integer = static_cast<long long>(value);
    return {};
  }
  static base::Result<T> decode(const Slot& slot) {
    if (!std::in_range<T>(slot.integer)) return unexpected_value("a smaller number", std::to_string(slot.integer));
    return static_cast<T>(slot.integer);
  }
};

template <>
struct Codec<double> {
  static constexpr Wire argument = Wire::real;
  static constexpr Wire column = Wire::real;
  static base::Result<> encode(double value, Slot& slot) {
    if (!std::isfinite(value)) return unexpected_value("a finite number", std::to_string(value));
    slot.real = value;
    return {};
  }
  static base::Result<double> decode(const Slot& slot) { return slot.real; }
};

/// For types whose text form is `to_text` and `from_text` of their codec.
template <class Derived, class T>
struct TextCodec {
  static constexpr Wire argument = Wire::text;
  static constexpr Wire column = Wire::text;
  static base::Result<> encode(const T& value, Slot& slot) { return encode_text(Derived::to_text(value), slot); }
  static base::Result<T> decode(const Slot& slot) { return Derived::from_text(slot.text); }
};

template <>
struct Codec<std::string> : TextCodec<Codec<std::string>, std::string> {
  static const std::string& to_text(const std::string& value) { return value; }
  /// Refuses what encode_text() would not have let in: the file is damaged.
  static base::Result<std::string> from_text(const std::string& text) {
    Slot slot;
    TRY(encode_text(text, slot));
    return std::move(slot.text);
  }
};

/// An argument only.
template <>
struct Codec<std::string_view> {
  static constexpr Wire argument = Wire::text;
  static base::Result<> encode(std::string_view value, Slot& slot) { return encode_text(value, slot); }
};

/// NULL. An argument only.
template <>
struct Codec<std::nullopt_t> {
  static constexpr Wire argument = Wire::text;
  static base::Result<> encode(std::nullopt_t, Slot& slot) {
    slot.null = true;
    return {};
  }
};

template <>
struct Codec<base::Uuid> : TextCodec<Codec<base::Uuid>, base::Uuid> {
  static std::string to_text(base::Uuid value) { return value.to_string(); }
  static base::Result<base::Uuid> from_text(const std::string& text) { return base::Uuid::parse(text); }
};

template <class Tag>
struct Codec<base::Id<Tag>> : TextCodec<Codec<base::Id<Tag>>, base::Id<Tag>> {
  static std::string to_text(base::Id<Tag> value) { return value.to_string(); }
  static base::Result<base::Id<Tag>> from_text(const std::string& text) { return base::Id<Tag>::parse(text); }
};

template <>
struct Codec<base::Date> : TextCodec<Codec<base::Date>, base::Date> {
  static std::string to_text(base::Date value) { return base::to_string(value); }
  static base::Result<base::Date> from_text(const std::string& text) { return base::parse_date(text); }
};

template <>
struct Codec<boost::json::value> : TextCodec<Codec<boost::json::value>, boost::json::value> {
  static std::string to_text(const boost::json::value& value);
  static base::Result<boost::json::value> from_text(const std::string& text) { return decode_json(text); }
};

template <>
struct Codec<base::Instant> {
  static constexpr Wire argument = Wire::integer;
  static constexpr Wire column = Wire::integer;
  static base::Result<> encode(base::Instant value, Slot& slot) {
    slot.integer = value.time_since_epoch().count();
    return {};
  }
  static base::Result<base::Instant> decode(const Slot& slot) {
    return base::Instant(std::chrono::milliseconds(slot.integer));
  }
};

template <class T>
requires(std::is_enum_v<T>&& boost::describe::has_describe_enumerators<T>::value) struct Codec<T>
    : TextCodec<Codec<T>, T> {
  static std::string_view to_text(T value) { return boost::describe::enum_to_string(value, ""); }
  static base::Result<T> from_text(const std::string& text) {
    T value{};
    if (boost::describe::enum_from_string(text.c_str(), value)) return value;
    return unexpected_value("the name of an enumerator", text);
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static constexpr Wire argument = Codec<T>::argument;
  static constexpr Wire column = Codec<T>::column;
  static base::Result<> encode(const std::optional<T>& value, Slot& slot) {
    if (value) return Codec<T>::encode(*value, slot);
    slot.null = true;
    return {};
  }
  static base::Result<std::optional<T>> decode(const Slot& slot) {
    if (slot.null) return std::optional<T>();
    return std::optional<T>(TRY(Codec<T>::decode(slot)));
  }
};

/// What a single column can be read into.
template <class T>
concept Column = requires {
  Codec<T>::column;
};

/// The codec of an argument: whatever is text to C++ is text here.
template <class T>
struct ArgumentOf {
  using type = std::conditional_t<std::is_convertible_v<const T&, std::string_view>, std::string_view, T>;
};
template <class T>
using ArgumentCodec = Codec<typename ArgumentOf<std::remove_cvref_t<T>>::type>;

}  // namespace smartmove::storage
