#include "media/catalogue_store.hpp"

#include <algorithm>

#include "media/sql.hpp"

namespace smartmove::media {

base::Result<Put> CatalogueStore::put(const Media& media, base::Instant now) {
  const bool existed = TRY(find(media.key)).has_value();
  const auto rows = TRY(session_.execute(
      sql::upsert_media, media.key, media.sha256, media.type, media.kind, media.width, media.height, media.alpha,
      media.colours, media.focus_x, media.focus_y, media.credit, media.licence, media.source_url, media.drawing, now));
  if (!existed) return Put::added;
  return rows > 0 ? Put::changed : Put::unchanged;
}

base::Result<> CatalogueStore::remove(std::string_view key) {
  TRY(session_.execute(sql::delete_media, key));
  return {};
}

base::Result<std::optional<Media>> CatalogueStore::find(std::string_view key) {
  return session_.one<Media>(sql::find_media, key);
}

base::Result<std::vector<Media>> CatalogueStore::of_hash(std::string_view sha256) {
  return session_.all<Media>(sql::media_of_hash, sha256);
}

base::Result<std::vector<Media>> CatalogueStore::all() {
  auto all = TRY(session_.all<Media>(sql::all_media));
  // Order is ours: a PostgreSQL database may sort text by a language's rules.
  std::sort(all.begin(), all.end(), [](const Media& a, const Media& b) { return a.key < b.key; });
  return all;
}

}  // namespace smartmove::media
