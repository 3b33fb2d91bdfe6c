#include "media/open_store.hpp"

#include <filesystem>
#include <fmt/format.h>

#include "media/directory_store.hpp"
#include "media/s3_store.hpp"

namespace smartmove::media {
namespace {

base::Failure wrong(std::string message) { return base::fail(base::ErrorKind::invalid, std::move(message)); }

base::Result<S3Settings> s3_settings(const base::Settings& settings, std::string_view place) {
  S3Settings s3;
  const auto slash = place.find('/');
  s3.bucket = place.substr(0, slash);
  if (slash != std::string_view::npos) s3.prefix = place.substr(slash + 1);
  if (!s3.prefix.empty() && !s3.prefix.ends_with('/')) s3.prefix += '/';
  if (s3.bucket.empty()) return wrong("--media-store names no bucket: write s3://bucket or s3://bucket/prefix.");
  s3.endpoint = settings.text("s3-endpoint");
  while (s3.endpoint.ends_with('/')) s3.endpoint.pop_back();
  s3.credentials = {settings.text("s3-access-key"), settings.text("s3-secret-key"), settings.text("s3-region")};
  for (const auto* name : {"s3-endpoint", "s3-region", "s3-access-key", "s3-secret-key"}) {
    if (settings.text(name).empty()) {
      return wrong(fmt::format("--media-store is an S3 bucket, so --{} must be set too.", name));
    }
  }
  const bool has_scheme = s3.endpoint.starts_with("https://") || s3.endpoint.starts_with("http://");
  if (!has_scheme || s3.endpoint.find('/', s3.endpoint.find("://") + 3) != std::string::npos) {
    return wrong(
        fmt::format("--s3-endpoint: \"{}\" is no address: write https:// and the service's host.", s3.endpoint));
  }
  s3.timeout = std::chrono::seconds(settings.integer("s3-timeout-seconds"));
  return s3;
}

}  // namespace

base::Result<std::unique_ptr<MediaStore>> open_store(const base::Settings& settings) {
  const auto place = settings.text("media-store");
  constexpr std::string_view scheme = "s3://";
  if (place.empty()) {
    return std::unique_ptr<MediaStore>(
        std::make_unique<DirectoryStore>(std::filesystem::path(settings.text("data")) / "media"));
  }
  if (!place.starts_with(scheme)) {
    return wrong(
        fmt::format("--media-store: \"{}\" is no store: leave it empty for the data directory, or write "
                    "s3://bucket/prefix.",
                    place));
  }
  return std::unique_ptr<MediaStore>(
      std::make_unique<S3Store>(TRY(s3_settings(settings, std::string_view(place).substr(scheme.size())))));
}

}  // namespace smartmove::media
