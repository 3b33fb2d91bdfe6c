#pragma once

#include <string>
#include <string_view>

namespace smartmove::media {

std::string sha256(std::string_view bytes);                             ///< 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view bytes);  ///< 32 bytes; a key of any length
std::string hexadecimal(std::string_view bytes);                        ///< lower case
inline std::string sha256_hex(std::string_view bytes) { return hexadecimal(sha256(bytes)); }
bool is_sha256_hex(std::string_view text);

}  // namespace smartmove::media
