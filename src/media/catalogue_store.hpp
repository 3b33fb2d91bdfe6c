#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "media/file_type.hpp"
#include "media/recipe.hpp"
#include "storage/session.hpp"

namespace smartmove::media {

enum class MediaKind { photograph, illustration };
BOOST_DESCRIBE_ENUM(MediaKind, photograph, illustration)

/// What is known of a picture; its bytes lie in the MediaStore.
struct Media {
  std::string key;     ///< what content calls it
  std::string sha256;  ///< of the bytes, hexadecimal
  FileType type = FileType::jpeg;
  MediaKind kind = MediaKind::photograph;
  int width = 0;
  int height = 0;
  bool alpha = false;
  std::string colours;  ///< as Original
  int focus_x = 50;
  int focus_y = 50;
  std::string credit;   ///< who made it; never empty of a photograph
  std::string licence;  ///< under which it is shown; never empty of a photograph
  std::string source_url;
  std::string drawing;  ///< as drawing_of(): to be put into the page itself; empty: fetched by its address

  Focus focus() const { return {focus_x, focus_y}; }
};
BOOST_DESCRIBE_STRUCT(Media, (),
                      (key, sha256, type, kind, width, height, alpha, colours, focus_x, focus_y, credit, licence,
                       source_url, drawing))

enum class Put { added, changed, unchanged };

/// The catalogue of pictures, within one transaction.
class CatalogueStore {
 public:
  explicit CatalogueStore(storage::Session& session) : session_(session) {}

  base::Result<Put> put(const Media& media, base::Instant now);
  base::Result<> remove(std::string_view key);
  base::Result<std::optional<Media>> find(std::string_view key);
  base::Result<std::vector<Media>> of_hash(std::string_view sha256);  ///< the same picture may have several keys
  base::Result<std::vector<Media>> all();                             ///< by key

 private:
  storage::Session& session_;
};

}  // namespace smartmove::media
