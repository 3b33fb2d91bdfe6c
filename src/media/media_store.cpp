#include "media/media_store.hpp"

#include <fmt/format.h>

#include "media/hash.hpp"

namespace smartmove::media {

std::string original_name(std::string_view sha256) {
  return fmt::format("{}/{}", sha256.substr(0, 2), sha256.substr(2));
}

std::string rendition_name(std::string_view sha256, std::string_view recipe) {
  return fmt::format("renditions/{}/{}", original_name(sha256), recipe);
}

base::Result<std::optional<std::string>> get_original(MediaStore& store, const std::string& sha256) {
  auto bytes = TRY(store.get(original_name(sha256)));
  if (bytes && sha256_hex(*bytes) != sha256) {
    return base::fail(base::ErrorKind::internal,
                      fmt::format("The picture {} in {} is damaged: put its file back from a backup.",
                                  original_name(sha256), store.description()));
  }
  return bytes;
}

}  // namespace smartmove::media
