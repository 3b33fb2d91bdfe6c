#pragma once

#include <boost/json.hpp>
#include <string_view>

namespace smartmove::content {

/// The string member of a rich text node, or nothing.
inline std::string_view text_of(const boost::json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string_view(*text) : std::string_view{};
}

}  // namespace smartmove::content
