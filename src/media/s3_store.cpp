#include "media/s3_store.hpp"

#include <fmt/format.h>

#include "media/hash.hpp"

namespace smartmove::media {
namespace {

constexpr std::size_t most_bytes = 1u << 30;

std::string host_of(const std::string& endpoint) {
  const auto begin = endpoint.find("://");
  return endpoint.substr(begin == std::string::npos ? 0 : begin + 3);
}

fetch::ClientSettings client_settings(const S3Settings& settings) {
  fetch::ClientSettings client;
  client.total_timeout = settings.timeout;
  client.connect_timeout = std::min(settings.timeout, client.connect_timeout);
  client.max_bytes = most_bytes;
  client.max_redirects = 0;  // a redirect would need another signature
  client.allowed_hosts = {host_of(settings.endpoint)};
  return client;
}

/// What stands in `<Code>` of an error's XML.
std::string code_of(const std::string& body) {
  const auto begin = body.find("<Code>");
  const auto end = body.find("</Code>");
  if (begin == std::string::npos || end == std::string::npos || end < begin + 6) return {};
  return body.substr(begin + 6, end - begin - 6);
}

std::string what_to_do(int status, const std::string& code) {
  if (code == "InvalidAccessKeyId" || code == "SignatureDoesNotMatch" || status == 401) {
    return "it does not take the key: check s3-access-key, s3-secret-key and s3-region";
  }
  if (status == 403) return "it does not allow it: check the rights of s3-access-key on the bucket";
  if (code == "NoSuchBucket" || status == 404) return "there is no such bucket: check media-store";
  if (status == 301 || status == 307) return "it says the bucket is elsewhere: check s3-endpoint and s3-region";
  return fmt::format("it answered {} {}", status, code);
}

}  // namespace

S3Store::S3Store(S3Settings settings)
    : settings_(std::move(settings)), host_(host_of(settings_.endpoint)), client_(client_settings(settings_)) {}

std::string S3Store::description() const {
  return fmt::format("s3://{}/{} at {}", settings_.bucket, settings_.prefix, settings_.endpoint);
}

base::Result<fetch::Response> S3Store::send(fetch::Method method, const std::string& name, std::string_view body,
                                            std::string_view content_type) {
  S3Request signed_request;
  signed_request.method = method == fetch::Method::put ? "PUT" : method == fetch::Method::head ? "HEAD" : "GET";
  signed_request.path = "/" + settings_.bucket + "/" + settings_.prefix + name;
  signed_request.payload_sha256 = sha256_hex(body);
  signed_request.headers.emplace_back("host", host_);
  if (!content_type.empty()) signed_request.headers.emplace_back("content-type", content_type);
  sign(signed_request, settings_.credentials, base::now());

  fetch::Request request;
  request.method = method;
  request.url = settings_.endpoint + s3_encode(signed_request.path, true);
  request.headers = std::move(signed_request.headers);
  request.body = std::string(body);
  auto response = client_.send(request);
  if (!response) {
    return base::fail(
        base::ErrorKind::unavailable,
        fmt::format("The media store {} cannot be reached: check s3-endpoint and that it runs.", description()),
        response.error().message + " " + response.error().cause);
  }
  // An answer to HEAD has no words: what is wrong is asked for with another request.
  const bool wordless = method == fetch::Method::head && response->status >= 400 && response->status != 404;
  if (wordless) return send(fetch::Method::get, name, {}, {});
  const auto code = code_of(response->body);
  const bool absent = response->status == 404 && method != fetch::Method::put && code != "NoSuchBucket";
  if (response->status == 200 || response->status == 204 || absent) return response;
  return base::fail(
      base::ErrorKind::unavailable,
      fmt::format("The media store {} refuses to work: {}.", description(), what_to_do(response->status, code)),
      fmt::format("{} {}: {} {}", signed_request.method, name, response->status, code));
}

base::Result<> S3Store::put(const std::string& name, std::string_view bytes, std::string_view content_type) {
  TRY(send(fetch::Method::put, name, bytes, content_type));
  return {};
}

base::Result<std::optional<std::string>> S3Store::get(const std::string& name) {
  auto response = TRY(send(fetch::Method::get, name, {}, {}));
  if (response.status == 404) return std::optional<std::string>();
  return std::optional(std::move(response.body));
}

base::Result<bool> S3Store::contains(const std::string& name) {
  return TRY(send(fetch::Method::head, name, {}, {})).status == 200;
}

}  // namespace smartmove::media
