#include "base/settings_values.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <string>

namespace smartmove::base {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_port(std::string_view text) {
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && !text.empty() && text.size() <= 5 && std::stoi(std::string(text)) <= 65535;
}

bool is_host(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) {
    text = text.substr(1, text.size() - 2);
    return text.find(':') != std::string_view::npos && text.find('%') == std::string_view::npos && is_ip_address(text);
  }
  const bool allowed = std::all_of(text.begin(), text.end(),
                                   [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_'; });
  return allowed && !text.empty() && is_letter_or_digit(text.front());
}

}  // namespace

bool is_ip_address(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return false;
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  const bool is_v6 = text.find(':') != std::string_view::npos;
  if (const auto zone = text.find('%'); is_v6 && zone != std::string_view::npos) {
    if (zone + 1 == text.size()) return false;
    text = text.substr(0, zone);
  }
  return ::inet_pton(is_v6 ? AF_INET6 : AF_INET, std::string(text).c_str(), bytes.data()) == 1;
}

bool is_site_address(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    text.remove_prefix(scheme.size());
    while (text.ends_with('/')) text.remove_suffix(1);
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || text.ends_with(']')) return is_host(text);
    return is_host(text.substr(0, colon)) && is_port(text.substr(colon + 1));
  }
  return false;
}

bool is_time_of_day_or_off(std::string_view text) {
  if (text == "off") return true;
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return text.substr(0, 2) <= "23" && text.substr(3) <= "59";
}

}  // namespace smartmove::base
