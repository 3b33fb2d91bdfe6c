#pragma once

#include <cstddef>
#include <string_view>

namespace smartmove::web {

/// Why a request is not taken. Each ends its connection: what follows on it cannot be understood, or is not wanted.
enum class Refusal {
  malformed,        ///< 400: not HTTP
  framing,          ///< 400: where the request ends is not certain
  host,             ///< 400: no Host, two, or one that is none
  target,           ///< 400: an address that no page can have
  late,             ///< 408
  body_too_large,   ///< 413
  target_too_long,  ///< 414
  expectation,      ///< 417
  too_many,         ///< 429: of this visitor's address
  head_too_large,   ///< 431
  method,           ///< 501
  version,          ///< 505
};
constexpr std::size_t refusal_count = 12;

int status_of(Refusal reason);
std::string_view name_of(Refusal reason);       ///< for /metrics: `head_too_large`
std::string_view sentence_for(Refusal reason);  ///< for the person

/// Why a connection is turned away before it has said anything.
enum class Turned {
  full,            ///< max-connections
  address_full,    ///< max-connections-per-address
  proxy_protocol,  ///< a trusted proxy's PROXY header was missing or wrong
};
constexpr std::size_t turned_count = 3;

std::string_view name_of(Turned reason);

}  // namespace smartmove::web
