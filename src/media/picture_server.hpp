#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "media/catalogue_store.hpp"
#include "media/media_store.hpp"
#include "media/renditions.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::media {

std::string svg_url(const Media& media);                              ///< `/media/HASH/picture.svg`
std::string rendition_url(const Media& media, const Recipe& recipe);  ///< `/media/HASH/wide-640-50-50-v1.avif`

/// Whether pages may ask for that rendition: what nobody offers is not made, or strangers could fill the store.
bool is_offered(const Media& media, const Recipe& recipe);

/// GET /media/{hash}/{name}: what is kept, else made on the spot. Answers never change, so they may be kept for a year.
/// Thread-safe; what it is given must outlive it.
class PictureServer {
 public:
  /// `threads` make renditions. Of the threads that answer requests, at most `most_waiting` wait for them at once; who
  /// comes beyond that gets the original for this once, so that pages go on being served.
  PictureServer(storage::Database& database, MediaStore& store, unsigned threads, int most_waiting);

  std::vector<web::Route> routes();
  base::Result<web::Response> respond(const web::Request& request);

 private:
  base::Result<web::Response> respond_svg(const std::string& sha256);
  base::Result<web::Response> respond_new(const web::Request& request, const std::string& sha256, const Recipe& recipe);
  base::Result<std::optional<std::string>> make_if_free(const std::string& sha256, const Recipe& recipe);

  storage::Database& database_;
  MediaStore& store_;
  Renditions renditions_;
  int most_waiting_;
  std::atomic<int> waiting_{0};
};

}  // namespace smartmove::media
