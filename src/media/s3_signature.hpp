#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

/// AWS Signature Version 4 for S3, by the documentation "Authenticating Requests: Using the Authorization Header".
/// Pure.
namespace smartmove::media {

struct S3Credentials {
  std::string access_key;
  std::string secret_key;
  std::string region;
};

struct S3Request {
  std::string method;
  std::string path;                                          ///< decoded: `/bucket/a b`
  std::vector<std::pair<std::string, std::string>> query{};  ///< decoded
  /// All that are signed, names in lower case: `host` at least. The signer adds x-amz-date and x-amz-content-sha256.
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string payload_sha256;  ///< hexadecimal
};

/// As S3 wants a path or a query's part: everything but `A–Z a–z 0–9 - . _ ~` percent-encoded, `/` if `keep_slash`.
std::string s3_encode(std::string_view text, bool keep_slash);

/// Adds `x-amz-date`, `x-amz-content-sha256` and `authorization` to the request's headers.
void sign(S3Request& request, const S3Credentials& credentials, base::Instant now);

}  // namespace smartmove::media
