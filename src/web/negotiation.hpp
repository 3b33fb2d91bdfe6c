#pragma once

#include <string>
#include <string_view>

namespace smartmove::web {

/// The encodings a body can be kept in; also the index of a page's variants.
enum class Encoding { identity, gzip, brotli };

/// What an `Accept` header gives a media type: 0 (not at all) to 1. The most specific range counts (RFC 9110, 12.5.1).
double media_quality(std::string_view accept, std::string_view media_type);

/// The best of the three by an `Accept-Encoding` header: brotli before gzip before identity where the client likes them
/// the same. No header, an empty one and one that refuses everything give identity (RFC 9110, 12.5.3).
Encoding choose_encoding(std::string_view accept_encoding);

/// Whether an `If-None-Match` list names this ETag (quotes included), by the weak comparison, or is `*`.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

std::string lower_case(std::string_view text);                       ///< ASCII only
bool equals_ignoring_case(std::string_view a, std::string_view b);   ///< ASCII only
bool has_list_token(std::string_view list, std::string_view token);  ///< in `a, b, c`, ignoring case

}  // namespace smartmove::web
