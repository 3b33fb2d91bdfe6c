#include "web/negotiation.hpp"

#include <gtest/gtest.h>

#include "web/request.hpp"

namespace smartmove::web {
namespace {

TEST(ChooseEncoding, FollowsTheClient) {
  EXPECT_EQ(choose_encoding(""), Encoding::identity);
  EXPECT_EQ(choose_encoding("gzip, deflate, br"), Encoding::brotli);
  EXPECT_EQ(choose_encoding("gzip, deflate"), Encoding::gzip);
  EXPECT_EQ(choose_encoding("GZIP"), Encoding::gzip);
  EXPECT_EQ(choose_encoding("br;q=0.5, gzip;q=0.9"), Encoding::gzip);
  EXPECT_EQ(choose_encoding("br;q=0, gzip;q=0"), Encoding::identity);
  EXPECT_EQ(choose_encoding("*"), Encoding::brotli);
  EXPECT_EQ(choose_encoding("*, br;q=0"), Encoding::gzip);
  EXPECT_EQ(choose_encoding("identity;q=1, gzip;q=0.5"), Encoding::identity);
  EXPECT_EQ(choose_encoding("identity, gzip"), Encoding::gzip);
  EXPECT_EQ(choose_encoding("deflate, zstd"), Encoding::identity);
  EXPECT_EQ(choose_encoding("br ; q=0.000 , gzip ; q=0.001"), Encoding::gzip);
  EXPECT_EQ(choose_encoding(",,;;q=,"), Encoding::identity);
}

TEST(EtagMatches, ReadsTheList) {
  EXPECT_TRUE(etag_matches("\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches("\"x\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches(" * ", "\"a\""));
  EXPECT_TRUE(etag_matches("\"x,y\",\"a\"", "\"a\""));
  EXPECT_FALSE(etag_matches("\"b\"", "\"a\""));
  EXPECT_FALSE(etag_matches("a", "\"a\""));
  EXPECT_FALSE(etag_matches("\"a", "\"a\""));
  EXPECT_FALSE(etag_matches("\"a-gzip\"", "\"a\""));
}

TEST(MediaQuality, TheMostSpecificRangeCounts) {
  EXPECT_DOUBLE_EQ(media_quality("text/html, */*;q=0.1", "text/html"), 1.0);
  EXPECT_DOUBLE_EQ(media_quality("text/html, */*;q=0.1", "application/json"), 0.1);
  EXPECT_DOUBLE_EQ(media_quality("application/*;q=0.4, */*", "application/json"), 0.4);
  EXPECT_DOUBLE_EQ(media_quality("*/*, application/json;q=0", "application/json"), 0.0);
  EXPECT_DOUBLE_EQ(media_quality("image/png", "text/html"), 0.0);
}

TEST(ListToken, IgnoresCaseAndSpace) {
  EXPECT_TRUE(has_list_token("Keep-Alive ,  Upgrade", "upgrade"));
  EXPECT_FALSE(has_list_token("upgraded", "upgrade"));
}

TEST(Request, KnowsWhatIsWanted) {
  Request request;
  request.path = "/api/v1/places";
  EXPECT_TRUE(request.wants_json());
  request.path = "/";
  EXPECT_FALSE(request.wants_json());
  request.headers = {{"accept", "application/json"}};
  EXPECT_TRUE(request.wants_json());
  request.headers = {{"accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};
  EXPECT_FALSE(request.wants_json());
  EXPECT_FALSE(request.wants_fragment());
  request.headers.emplace_back("hx-request", "true");
  EXPECT_TRUE(request.wants_fragment());
  request.query = {{"a", "1"}, {"a", "2"}};
  EXPECT_EQ(request.query_value("a"), "1");
  EXPECT_FALSE(request.query_value("b"));
}

TEST(Method, HasItsName) {
  for (const auto* name : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    EXPECT_EQ(to_string(*method_of(name)), name);
  }
  EXPECT_FALSE(method_of("get"));
  EXPECT_FALSE(method_of("TRACE"));
}

}  // namespace
}  // namespace smartmove::web
