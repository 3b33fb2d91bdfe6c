#pragma once

#include <string>
#include <string_view>

namespace smartmove::web {

/// Whether compressing pays: more than 1 KB of something that is not compressed in itself.
bool is_compressible(std::string_view content_type, std::size_t bytes);

std::string gzip(std::string_view body);    ///< without time and name: the same bytes give the same bytes
std::string brotli(std::string_view body);  ///< quality 5: half a millisecond for a page

/// A strong ETag of the body, without quotes: 16 hexadecimal digits.
std::string hash_of(std::string_view body);

}  // namespace smartmove::web
