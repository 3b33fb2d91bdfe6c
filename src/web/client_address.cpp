#include "web/client_address.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "web/negotiation.hpp"

namespace smartmove::web {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Parts at `separator`, but not inside a quoted string (RFC 9110, 5.6.4).
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted && text[i] == '\\') ++i;
    if (i < text.size() && text[i] == separator && !quoted) {
      parts.push_back(trim(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  parts.push_back(trim(text.substr(std::min(begin, text.size()))));
  return parts;
}

/// All lines of a header are one list, in order.
std::vector<std::string_view> list_of(HeaderFields fields, std::string_view name) {
  std::vector<std::string_view> list;
  for (const auto& [field, value] : fields) {
    if (!equals_ignoring_case(field, name)) continue;
    const auto parts = split(value, ',');
    list.insert(list.end(), parts.begin(), parts.end());
  }
  return list;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:80`.
std::optional<IpAddress> address_of(std::string_view node) {
  if (node.starts_with('[')) {
    const auto end = node.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const auto rest = node.substr(end + 1);
    if (!rest.empty() && !(rest[0] == ':' && is_port(rest.substr(1)))) return std::nullopt;
    const auto inside = node.substr(1, end - 1);
    return inside.find(':') == std::string_view::npos ? std::nullopt : IpAddress::parse(inside);
  }
  const auto colon = node.find(':');
  const bool one_colon = colon != std::string_view::npos && node.find(':', colon + 1) == std::string_view::npos;
  if (!one_colon) return IpAddress::parse(node);
  return is_port(node.substr(colon + 1)) ? IpAddress::parse(node.substr(0, colon)) : std::nullopt;
}

/// The value of `name` in one element of Forwarded; nothing where it is not there, or there twice.
std::optional<std::string_view> pair_of(std::string_view element, std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto pair : split(element, ';')) {
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || !equals_ignoring_case(pair.substr(0, equals), name)) continue;
    if (found) return std::nullopt;
    auto value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    found = value;
  }
  return found;
}

std::optional<IpAddress> hop_of(std::string_view element, ForwardingHeader header) {
  if (header == ForwardingHeader::x_forwarded_for) return address_of(element);
  const auto node = pair_of(element, "for");
  return node ? address_of(*node) : std::nullopt;
}

bool says_https(const std::vector<std::string_view>& hops, ForwardingHeader header, HeaderFields fields) {
  if (header == ForwardingHeader::forwarded) {
    return !hops.empty() && equals_ignoring_case(pair_of(hops.back(), "proto").value_or(""), "https");
  }
  const auto protocols = list_of(fields, "x-forwarded-proto");
  return !protocols.empty() && equals_ignoring_case(protocols.back(), "https");
}

}  // namespace

Client client_of(const IpAddress& peer, const Networks& trusted, ForwardingHeader header, HeaderFields fields) {
  Client client{peer};
  if (header == ForwardingHeader::none || !trusted.contains(peer)) return client;
  const auto hops = list_of(fields, header == ForwardingHeader::x_forwarded_for ? "x-forwarded-for" : "forwarded");
  client.https = says_https(hops, header, fields);
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    if (!trusted.contains(client.address)) break;
    const auto before = hop_of(*hop, header);
    if (!before) break;
    client.address = *before;
  }
  return client;
}

}  // namespace smartmove::web
