#pragma once

#include <sodium/crypto_hash_sha256.h>
#include <string>
#include <string_view>

namespace smartmove::backup {

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  std::string finish();  ///< 64 hexadecimal digits; once

 private:
  crypto_hash_sha256_state state_{};
};

}  // namespace smartmove::backup
