#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smartmove::web {

/// The two raw parts of a request target; they point into it.
struct RawTarget {
  std::string_view path;
  std::string_view query;  ///< without `?`
};

/// Whether a Host header may be so: a name or an address, and perhaps a port.
bool is_host(std::string_view host);

/// Splits `/path?query` or `http://host/path?query` (RFC 9112, 3.2). Nothing for any other form, for characters that
/// no target may hold, and where the target names another host than the Host header, `host` (empty: there is none).
std::optional<RawTarget> split_target(std::string_view target, std::string_view host = {});

/// Decodes a path. Nothing for bad percent-encoding, control characters, an encoded slash, invalid UTF-8, dot segments
/// and a doubled slash at the start.
std::optional<std::string> decode_path(std::string_view path);

/// Whether decode_query() would take it.
bool is_valid_query(std::string_view query);

/// Decodes `a=1&b=two+words`, in order. Nothing for bad percent-encoding, control characters but tab and line ends,
/// invalid UTF-8.
std::optional<std::vector<std::pair<std::string, std::string>>> decode_query(std::string_view query);

}  // namespace smartmove::web
