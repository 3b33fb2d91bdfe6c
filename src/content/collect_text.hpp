#pragma once

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "content/rich_text.hpp"

namespace smartmove::content {

template <class T>
void collect_text(const std::optional<T>& value, std::string& out);
template <class T>
void collect_text(const std::vector<T>& values, std::string& out);

/// Adds the words that a described struct holds, a line each: its strings and rich texts, at any depth. References,
/// addresses, numbers and names of choices are no words.
template <class T>
void collect_text(const T& value, std::string& out) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (!value.empty()) out += value + "\n";
  } else if constexpr (std::is_same_v<T, RichText>) {
    out += plain_text(value);
  } else if constexpr (boost::describe::has_describe_members<T>::value) {
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
        [&](auto member) { collect_text(value.*member.pointer, out); });
  }
}

template <class T>
void collect_text(const std::optional<T>& value, std::string& out) {
  if (value) collect_text(*value, out);
}

template <class T>
void collect_text(const std::vector<T>& values, std::string& out) {
  for (const auto& value : values) collect_text(value, out);
}

}  // namespace smartmove::content
