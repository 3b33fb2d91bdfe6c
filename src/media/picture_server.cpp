#include "media/picture_server.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "media/hash.hpp"
#include "web/compression.hpp"
#include "web/range.hpp"

namespace smartmove::media {
namespace {

constexpr std::chrono::seconds patience(10);
constexpr const char* svg_name = "picture.svg";
constexpr const char* for_ever = "public, max-age=31536000, immutable";

base::Failure not_here() { return base::fail(base::ErrorKind::not_found, "There is no such picture."); }

/// The whole, a part, or why not. The server itself makes a 304 of a 200 that the client has.
web::Response answer(const web::Request& request, std::string bytes, FileType type) {
  web::Response response;
  response.content_type = content_type(type);
  response.headers = {{"Cache-Control", for_ever}, {"Accept-Ranges", "bytes"}};
  const auto etag = fmt::format("\"{}\"", web::hash_of(bytes));
  const auto selection = web::select({request.header("if-none-match").value_or(""),
                                      request.header("range").value_or(""), request.header("if-range").value_or("")},
                                     etag, bytes.size());
  if (selection.kind == web::Selection::Kind::part) {
    response.status = 206;
    response.headers.emplace_back("ETag", etag);
    response.headers.emplace_back("Content-Range", web::content_range(selection.range, bytes.size()));
    response.body = bytes.substr(selection.range.first, selection.range.size());
    return response;
  }
  if (selection.kind == web::Selection::Kind::unsatisfiable) {
    response = web::text("The picture is not that long.\n");
    response.status = 416;
    response.headers = {{"Cache-Control", "no-store"}, {"Content-Range", web::unsatisfied_range(bytes.size())}};
    return response;
  }
  response.body = std::move(bytes);
  return response;
}

/// Counts itself while it lives.
class Place {
 public:
  explicit Place(std::atomic<int>& taken) : taken_(taken), number_(++taken) {}
  ~Place() { --taken_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  int number() const { return number_; }

 private:
  std::atomic<int>& taken_;
  int number_;
};

}  // namespace

std::string svg_url(const Media& media) { return fmt::format("/media/{}/{}", media.sha256, svg_name); }

std::string rendition_url(const Media& media, const Recipe& recipe) {
  return fmt::format("/media/{}/{}", media.sha256, recipe.name());
}

bool is_offered(const Media& media, const Recipe& recipe) {
  const auto formats = formats_of(media.alpha);
  const auto widths = widths_of(crop(media.width, media.height, recipe.shape, recipe.focus).width);
  return media.type != FileType::svg && (recipe.shape == Shape::full || recipe.focus == media.focus()) &&
         std::find(formats.begin(), formats.end(), recipe.format) != formats.end() &&
         std::find(widths.begin(), widths.end(), recipe.width) != widths.end();
}

PictureServer::PictureServer(storage::Database& database, MediaStore& store, unsigned threads, int most_waiting)
    : database_(database), store_(store), renditions_(store, threads), most_waiting_(most_waiting) {}

std::vector<web::Route> PictureServer::routes() {
  // Not in the page cache: that is for what many ask again and again without having it themselves.
  return {{web::Method::get, "/media/{hash}/{name}", [this](const web::Request& request) { return respond(request); },
           web::Permission::anyone, web::Caching::none}};
}

base::Result<web::Response> PictureServer::respond(const web::Request& request) {
  const auto& sha256 = request.parameters.at("hash");
  const auto& name = request.parameters.at("name");
  if (!is_sha256_hex(sha256)) return not_here();
  if (name == svg_name) return respond_svg(sha256);
  const auto recipe = Recipe::parse(name);
  if (!recipe) return not_here();
  if (auto kept = TRY(renditions_.find(sha256, *recipe))) return answer(request, *std::move(kept), recipe->format);
  return respond_new(request, sha256, *recipe);
}

base::Result<web::Response> PictureServer::respond_svg(const std::string& sha256) {
  auto bytes = TRY(get_original(store_, sha256));
  if (!bytes || sniff(*bytes) != FileType::svg) return not_here();
  web::Response response;
  response.content_type = content_type(FileType::svg);
  // Cleaned when it came in; were something overlooked, opened by itself it may still do nothing.
  response.headers = {{"Cache-Control", for_ever},
                      {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"}};
  response.body = *std::move(bytes);
  return response;
}

base::Result<web::Response> PictureServer::respond_new(const web::Request& request, const std::string& sha256,
                                                       const Recipe& recipe) {
  const auto known =
      TRY(database_.read([&](storage::Session& session) { return CatalogueStore(session).of_hash(sha256); }));
  const bool offered =
      std::any_of(known.begin(), known.end(), [&](const Media& media) { return is_offered(media, recipe); });
  if (!offered) return not_here();
  if (auto made = TRY(make_if_free(sha256, recipe))) return answer(request, *std::move(made), recipe.format);
  auto original = TRY(get_original(store_, sha256));
  if (!original) return not_here();
  web::Response response;
  response.content_type = content_type(known.front().type);
  response.headers = {{"Cache-Control", "no-store"}};
  response.body = *std::move(original);
  return response;
}

base::Result<std::optional<std::string>> PictureServer::make_if_free(const std::string& sha256, const Recipe& recipe) {
  const Place place(waiting_);
  const auto wait = place.number() <= most_waiting_ ? patience : std::chrono::seconds(0);
  return renditions_.make(sha256, recipe, wait);
}

}  // namespace smartmove::media
