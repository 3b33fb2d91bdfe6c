#pragma once

#include "fetch/client.hpp"
#include "media/media_store.hpp"
#include "media/s3_signature.hpp"

namespace smartmove::media {

struct S3Settings {
  std::string bucket;
  std::string prefix;    ///< before every name: empty, or ending with `/`
  std::string endpoint;  ///< `https://s3.example.org`, `http://127.0.0.1:9000`; without a slash at its end
  S3Credentials credentials;
  std::chrono::milliseconds timeout{30'000};
};

/// Objects in a bucket of an S3-compatible service, addressed as endpoint/bucket/prefix/name. The operator names the
/// endpoint, so it may be inside the network and without TLS.
/// Errors are unavailable, with a sentence that says which setting to look at.
class S3Store : public MediaStore {
 public:
  explicit S3Store(S3Settings settings);

  base::Result<> put(const std::string& name, std::string_view bytes, std::string_view content_type) override;
  base::Result<std::optional<std::string>> get(const std::string& name) override;
  base::Result<bool> contains(const std::string& name) override;
  std::string description() const override;

 private:
  base::Result<fetch::Response> send(fetch::Method method, const std::string& name, std::string_view body,
                                     std::string_view content_type);

  S3Settings settings_;
  std::string host_;
  fetch::Client client_;
};

}  // namespace smartmove::media
