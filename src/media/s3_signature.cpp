#include "media/s3_signature.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "media/hash.hpp"

namespace smartmove::media {
namespace {

/// `20130524T000000Z` of `2013-05-24T00:00:00.000Z`.
std::string basic_time(base::Instant now) {
  auto text = base::to_iso8601(now);
  text = text.substr(0, text.find('.'));
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text + "Z";
}

std::string canonical_query(const S3Request& request) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : request.query) {
    parts.push_back(s3_encode(name, false) + "=" + s3_encode(value, false));
  }
  std::sort(parts.begin(), parts.end());
  return fmt::format("{}", fmt::join(parts, "&"));
}

std::string signing_key(const S3Credentials& credentials, const std::string& day) {
  const auto of_day = hmac_sha256("AWS4" + credentials.secret_key, day);
  const auto of_region = hmac_sha256(of_day, credentials.region);
  const auto of_service = hmac_sha256(of_region, "s3");
  return hmac_sha256(of_service, "aws4_request");
}

}  // namespace

std::string s3_encode(std::string_view text, bool keep_slash) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~' || (c == '/' && keep_slash);
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

void sign(S3Request& request, const S3Credentials& credentials, base::Instant now) {
  const auto time = basic_time(now);
  const auto day = time.substr(0, 8);
  request.headers.emplace_back("x-amz-date", time);
  request.headers.emplace_back("x-amz-content-sha256", request.payload_sha256);
  std::sort(request.headers.begin(), request.headers.end());

  std::string canonical_headers;
  std::string names;
  for (const auto& [name, value] : request.headers) {
    canonical_headers += name + ":" + value + "\n";
    names += (names.empty() ? "" : ";") + name;
  }
  const auto canonical = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, s3_encode(request.path, true),
                                     canonical_query(request), canonical_headers, names, request.payload_sha256);
  const auto scope = fmt::format("{}/{}/s3/aws4_request", day, credentials.region);
  const auto to_sign = fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", time, scope, sha256_hex(canonical));
  const auto signature = hexadecimal(hmac_sha256(signing_key(credentials, day), to_sign));
  request.headers.emplace_back("authorization",
                               fmt::format("AWS4-HMAC-SHA256 Credential={}/{},SignedHeaders={},Signature={}",
                                           credentials.access_key, scope, names, signature));
}

}  // namespace smartmove::media
