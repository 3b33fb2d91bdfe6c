#include "media/picture_server.hpp"

#include <filesystem>
#include <gmock/gmock.h>

#include "media/directory_store.hpp"
#include "media/intake.hpp"
#include "media/testing.hpp"

namespace smartmove::media {
namespace {

using base::ErrorKind;
using ::testing::Contains;
using testing::must;
using ::testing::Pair;

Media media_of(const Original& original, std::string key) {
  Media media;
  media.key = std::move(key);
  media.sha256 = original.sha256;
  media.type = original.type;
  media.width = original.width;
  media.height = original.height;
  media.alpha = original.alpha;
  media.colours = original.colours;
  media.focus_x = 20;
  media.credit = "Anna Ek";
  media.licence = "CC BY 4.0";
  return media;
}

class PictureServerTest : public storage::testing::DatabaseTest {
 protected:
  Media put(const std::string& bytes, std::string key) {
    const auto original = must(take_in(bytes, {}));
    must(store_.put(original_name(original.sha256), original.bytes, content_type(original.type)));
    auto media = media_of(original, std::move(key));
    EXPECT_EQ(put(media), Put::added);
    return media;
  }
  Put put(const Media& media) {
    return must(
        database().write([&](storage::Session& session) { return CatalogueStore(session).put(media, base::now()); }));
  }
  base::Result<web::Response> get(PictureServer& server, const std::string& hash, const std::string& name,
                                  std::vector<std::pair<std::string, std::string>> headers = {}) {
    web::Request request;
    request.parameters = {{"hash", hash}, {"name", name}};
    request.headers = std::move(headers);
    return server.respond(request);
  }
  ErrorKind refusal(PictureServer& server, const std::string& hash, const std::string& name) {
    const auto response = get(server, hash, name);
    return response ? ErrorKind::internal : response.error().kind;
  }
  int renditions() {
    int count = 0;
    std::error_code none;
    for (std::filesystem::recursive_directory_iterator each(folder_.path() / "renditions", none), end; each != end;
         ++each) {
      count += each->is_regular_file() ? 1 : 0;
    }
    return count;
  }

  storage::testing::TemporaryFolder folder_;
  DirectoryStore store_{folder_.path()};
};
INSTANTIATE_TEST_SUITE_P(databases, PictureServerTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PictureServerTest, the_catalogue_keeps_what_was_put) {
  auto media = put(testing::png(40, 30), "torget");
  auto other = media;
  other.key = "en-till";
  EXPECT_EQ(put(other), Put::added);
  EXPECT_EQ(put(media), Put::unchanged);
  media.focus_y = 10;
  EXPECT_EQ(put(media), Put::changed);
  must(database().read([&](storage::Session& session) -> base::Result<> {
    CatalogueStore catalogue(session);
    const auto found = TRY(catalogue.find("torget"));
    EXPECT_EQ(found->focus(), (Focus{20, 10}));
    EXPECT_EQ(found->credit, "Anna Ek");
    EXPECT_EQ(found->colours, media.colours);
    EXPECT_EQ(found->type, FileType::png);
    EXPECT_FALSE(found->alpha);
    EXPECT_FALSE(TRY(catalogue.find("inte")));
    EXPECT_EQ(TRY(catalogue.of_hash(media.sha256)).size(), 2u);
    const auto all = TRY(catalogue.all());
    EXPECT_EQ(all.size(), 2u);
    EXPECT_EQ(all.front().key, "en-till");
    return {};
  }));
  must(database().write([&](storage::Session& session) { return CatalogueStore(session).remove("torget"); }));
  EXPECT_EQ(must(database().read([&](storage::Session& session) { return CatalogueStore(session).all(); })).size(), 1u);
}

TEST_P(PictureServerTest, a_photograph_without_credit_is_refused_by_the_schema) {
  auto media = put(testing::png(40, 30), "torget");
  media.credit.clear();
  const auto refused =
      database().write([&](storage::Session& session) { return CatalogueStore(session).put(media, base::now()); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
}

TEST_P(PictureServerTest, makes_what_is_offered_and_keeps_it) {
  const auto media = put(testing::png(800, 600), "torget");
  PictureServer server(database(), store_, 1, 1);
  const Recipe recipe{Shape::square, media.focus(), 320, FileType::webp};
  EXPECT_EQ(rendition_url(media, recipe), "/media/" + media.sha256 + "/square-320-20-50-v1.webp");
  const auto made = must(get(server, media.sha256, recipe.name()));
  EXPECT_EQ(made.status, 200);
  EXPECT_EQ(made.content_type, "image/webp");
  EXPECT_THAT(made.headers, Contains(Pair("Cache-Control", "public, max-age=31536000, immutable")));
  const auto facts = must(inspect(made.body, FileType::webp));
  EXPECT_EQ(facts.width, 320);
  EXPECT_EQ(facts.height, 320);
  EXPECT_EQ(renditions(), 1);
  EXPECT_EQ(must(get(server, media.sha256, recipe.name())).body, made.body);
  std::filesystem::remove_all(folder_.path() / "renditions");
  EXPECT_EQ(must(get(server, media.sha256, recipe.name())).body, made.body);
}

TEST_P(PictureServerTest, makes_nothing_that_nobody_offers) {
  const auto media = put(testing::png(800, 600), "torget");
  PictureServer server(database(), store_, 1, 1);
  for (const auto* name : {"full-321-v1.webp", "full-960-v1.webp", "full-320-v1.png", "full-320-v1.gif",
                           "full-320-v1.svg", "square-320-50-50-v1.webp", "picture.svg", "x", "full-320-v1"}) {
    EXPECT_EQ(refusal(server, media.sha256, name), ErrorKind::not_found) << name;
  }
  EXPECT_EQ(refusal(server, std::string(64, 'a'), "full-320-v1.webp"), ErrorKind::not_found);
  EXPECT_EQ(refusal(server, "..", "full-320-v1.webp"), ErrorKind::not_found);
  EXPECT_EQ(renditions(), 0);
}

TEST_P(PictureServerTest, gives_parts) {
  const auto media = put(testing::png(400, 300), "torget");
  PictureServer server(database(), store_, 1, 1);
  const auto whole = must(get(server, media.sha256, "full-320-v1.jpg"));
  const auto part = must(get(server, media.sha256, "full-320-v1.jpg", {{"range", "bytes=10-19"}}));
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, whole.body.substr(10, 10));
  EXPECT_THAT(part.headers, Contains(Pair("Content-Range", "bytes 10-19/" + std::to_string(whole.body.size()))));
  const auto beyond = must(get(server, media.sha256, "full-320-v1.jpg", {{"range", "bytes=99999999-"}}));
  EXPECT_EQ(beyond.status, 416);
  const auto changed =
      must(get(server, media.sha256, "full-320-v1.jpg", {{"range", "bytes=10-19"}, {"if-range", "\"other\""}}));
  EXPECT_EQ(changed.status, 200);
}

TEST_P(PictureServerTest, who_cannot_wait_gets_the_original_for_this_once) {
  const auto media = put(testing::png(400, 300), "torget");
  PictureServer server(database(), store_, 1, 0);
  const auto stand_in = must(get(server, media.sha256, "full-320-v1.avif"));
  EXPECT_EQ(stand_in.content_type, "image/png");
  EXPECT_THAT(stand_in.headers, Contains(Pair("Cache-Control", "no-store")));
  // It is being made all the same: asked until it is there.
  while (must(get(server, media.sha256, "full-320-v1.avif")).content_type != "image/avif") {
  }
  EXPECT_EQ(renditions(), 1);
}

TEST_P(PictureServerTest, an_svg_is_served_so_that_it_can_do_nothing) {
  auto media = put("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4'><path d='M0 0h8'/></svg>", "karta");
  PictureServer server(database(), store_, 1, 1);
  EXPECT_EQ(svg_url(media), "/media/" + media.sha256 + "/picture.svg");
  const auto svg = must(get(server, media.sha256, "picture.svg"));
  EXPECT_EQ(svg.content_type, "image/svg+xml");
  EXPECT_THAT(svg.headers,
              Contains(Pair("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")));
  EXPECT_EQ(refusal(server, media.sha256, "full-8-v1.webp"), ErrorKind::not_found);
}

TEST_P(PictureServerTest, an_original_that_is_lost_is_said) {
  const auto media = put(testing::png(400, 300), "torget");
  std::filesystem::remove(folder_.path() / original_name(media.sha256));
  PictureServer server(database(), store_, 1, 1);
  EXPECT_EQ(refusal(server, media.sha256, "full-320-v1.avif"), ErrorKind::not_found);
}

}  // namespace
}  // namespace smartmove::media
