#include "web/target.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "web/negotiation.hpp"

namespace smartmove::web {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { itself, space };

std::optional<std::string> decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = digit_of(text[i + 1]);
      const int low = digit_of(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7f; }

bool has_dot_segment(std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    const auto segment = path.substr(slash + 1, path.find('/', slash + 1) - slash - 1);
    if (segment == "." || segment == "..") return true;
  }
  return false;
}

std::optional<std::string> decode_value(std::string_view text) {
  auto decoded = decode(text, Plus::space);
  const auto refused = [](unsigned char c) { return is_control(c) && c != '\t' && c != '\n' && c != '\r'; };
  if (!decoded || std::ranges::any_of(*decoded, refused) || !base::is_valid_utf8(*decoded)) return std::nullopt;
  return decoded;
}

}  // namespace

bool is_host(std::string_view host) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_hex = [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  const auto is_name = [&](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
  };
  const bool is_v6 = host.starts_with('[');
  const auto end = is_v6 ? host.find(']') : host.find(':');
  if (is_v6 && end == std::string_view::npos) return false;
  const auto name = is_v6 ? host.substr(1, end - 1) : host.substr(0, end);
  const auto rest = is_v6 ? host.substr(end + 1) : host.substr(name.size());
  const bool right = is_v6 ? std::ranges::all_of(name, [&](char c) { return is_hex(c) || c == ':' || c == '.'; })
                           : std::ranges::all_of(name, is_name);
  if (name.empty() || !right) return false;
  return rest.empty() || (rest[0] == ':' && rest.size() <= 6 && std::ranges::all_of(rest.substr(1), is_digit));
}

std::optional<RawTarget> split_target(std::string_view target, std::string_view host) {
  const auto refused = [](unsigned char c) { return c <= 0x20 || c >= 0x7f || c == '#'; };
  if (std::ranges::any_of(target, refused)) return std::nullopt;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    if (path == std::string_view::npos || target[path] != '/') return std::nullopt;
    const auto authority = target.substr(scheme.size(), path - scheme.size());
    if (!is_host(authority) || (!host.empty() && !equals_ignoring_case(authority, host))) return std::nullopt;
    target.remove_prefix(path);
    break;
  }
  if (!target.starts_with('/')) return std::nullopt;
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return RawTarget{target, {}};
  return RawTarget{target.substr(0, mark), target.substr(mark + 1)};
}

std::optional<std::string> decode_path(std::string_view path) {
  auto decoded = decode(path, Plus::itself);
  if (!decoded || std::ranges::any_of(*decoded, is_control)) return std::nullopt;
  // An encoded slash would make one segment look like two.
  if (std::ranges::count(*decoded, '/') != std::ranges::count(path, '/')) return std::nullopt;
  if (decoded->starts_with("//") || has_dot_segment(*decoded) || !base::is_valid_utf8(*decoded)) return std::nullopt;
  return decoded;
}

bool is_valid_query(std::string_view query) {
  if (query.find('%') == std::string_view::npos) return true;
  return decode_query(query).has_value();
}

std::optional<std::vector<std::pair<std::string, std::string>>> decode_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto item = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (item.empty()) continue;
    const auto equals = std::min(item.find('='), item.size());
    auto name = decode_value(item.substr(0, equals));
    auto value = decode_value(equals == item.size() ? std::string_view{} : item.substr(equals + 1));
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

}  // namespace smartmove::web
