#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fetch/testing.hpp"
#include "media/directory_store.hpp"
#include "media/hash.hpp"
#include "media/open_store.hpp"
#include "media/s3_store.hpp"
#include "storage/testing.hpp"

namespace smartmove::media {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using fetch::testing::LoopbackServer;
using storage::testing::must;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class DirectoryStoreTest : public ::testing::Test {
 protected:
  storage::testing::TemporaryFolder folder_;
  DirectoryStore store_{folder_.path() / "media"};
};

TEST_F(DirectoryStoreTest, gives_what_was_put) {
  const std::string bytes("a\0b", 3);
  EXPECT_EQ(must(store_.get("ab/cd")), std::nullopt);
  EXPECT_FALSE(must(store_.contains("ab/cd")));
  must(store_.put("ab/cd", bytes, "image/png"));
  EXPECT_EQ(must(store_.get("ab/cd")), bytes);
  EXPECT_TRUE(must(store_.contains("ab/cd")));
  EXPECT_FALSE(must(store_.contains("ab")));
  EXPECT_EQ(must(store_.get("ab/cd/ef")), std::nullopt);
}

TEST_F(DirectoryStoreTest, leaves_nothing_but_the_file) {
  must(store_.put("ab/cd", "one", "image/png"));
  must(store_.put("ab/cd", "one", "image/png"));
  int files = 0;
  for (const auto& each : fs::recursive_directory_iterator(folder_.path())) files += each.is_regular_file() ? 1 : 0;
  EXPECT_EQ(files, 1);
}

TEST_F(DirectoryStoreTest, says_what_to_do_when_it_cannot_write) {
  std::ofstream(folder_.path() / "media") << "in the way";
  const auto put = store_.put("ab/cd", "one", "image/png");
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(put.error().message, HasSubstr("cannot be written (Not a directory): check its owner"));
}

TEST_F(DirectoryStoreTest, an_original_is_checked_against_its_name) {
  const auto hash = sha256_hex("one");
  EXPECT_EQ(must(get_original(store_, hash)), std::nullopt);
  must(store_.put(original_name(hash), "one", "image/png"));
  EXPECT_EQ(must(get_original(store_, hash)), "one");
  std::ofstream(folder_.path() / "media" / original_name(hash)) << "two";
  const auto damaged = get_original(store_, hash);
  ASSERT_FALSE(damaged);
  EXPECT_THAT(damaged.error().message, HasSubstr("is damaged: put its file back from a backup"));
}

S3Settings settings_of(const LoopbackServer& server) {
  return {"bilder", "site/", server.url(""), {"KEY", "secret-words", "eu-north-1"}, std::chrono::milliseconds(5000)};
}

std::string error_body(const std::string& code) {
  return "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
}

TEST(S3StoreTest, asks_by_path_and_signs) {
  const LoopbackServer server([](const std::string& request) {
    return LoopbackServer::answer(200, request.starts_with("GET") ? "bytes" : "");
  });
  S3Store store(settings_of(server));
  must(store.put("ab/cd", "bytes", "image/png"));
  EXPECT_EQ(must(store.get("ab/cd")), "bytes");
  EXPECT_TRUE(must(store.contains("ab/cd")));
  const auto sent = server.requests();
  EXPECT_THAT(sent[0], StartsWith("PUT /bilder/site/ab/cd HTTP/1.1\r\n"));
  EXPECT_THAT(sent[0], HasSubstr("content-type: image/png\r\n"));
  EXPECT_THAT(sent[0], HasSubstr("x-amz-content-sha256: " + sha256_hex("bytes") + "\r\n"));
  EXPECT_THAT(sent[0], HasSubstr("Credential=KEY/"));
  EXPECT_THAT(sent[0], HasSubstr("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,"));
  EXPECT_THAT(sent[0], ::testing::EndsWith("\r\n\r\nbytes"));
  EXPECT_THAT(sent[1], StartsWith("GET /bilder/site/ab/cd "));
  EXPECT_THAT(sent[2], StartsWith("HEAD /bilder/site/ab/cd "));
  for (const auto& each : sent) EXPECT_THAT(each, Not(HasSubstr("secret-words")));
  EXPECT_THAT(store.description(), Not(HasSubstr("secret-words")));
}

TEST(S3StoreTest, an_object_that_is_not_there_is_no_error) {
  const LoopbackServer server([](const std::string&) { return LoopbackServer::answer(404, error_body("NoSuchKey")); });
  S3Store store(settings_of(server));
  EXPECT_EQ(must(store.get("ab/cd")), std::nullopt);
  EXPECT_FALSE(must(store.contains("ab/cd")));
}

TEST(S3StoreTest, says_which_setting_to_look_at) {
  const auto message = [](int status, const std::string& code) {
    const LoopbackServer server([&](const std::string&) { return LoopbackServer::answer(status, error_body(code)); });
    const auto got = S3Store(settings_of(server)).get("ab/cd");
    if (status > 404 || status == 403) {
      EXPECT_EQ(S3Store(settings_of(server)).contains("ab/cd").error().message, got.error().message);
    }
    EXPECT_EQ(got.error().kind, ErrorKind::unavailable);
    return got.error().message;
  };
  EXPECT_THAT(message(403, "InvalidAccessKeyId"), HasSubstr("check s3-access-key, s3-secret-key"));
  EXPECT_THAT(message(403, "SignatureDoesNotMatch"), HasSubstr("check s3-access-key, s3-secret-key"));
  EXPECT_THAT(message(403, "AccessDenied"), HasSubstr("check the rights"));
  EXPECT_THAT(message(404, "NoSuchBucket"), HasSubstr("no such bucket: check media-store"));
  EXPECT_THAT(message(301, "PermanentRedirect"), HasSubstr("check s3-endpoint and s3-region"));
  EXPECT_THAT(message(500, "InternalError"), HasSubstr("it answered 500 InternalError"));
}

TEST(S3StoreTest, a_service_that_is_silent_or_gone) {
  S3Settings gone;
  {
    const LoopbackServer silent([](const std::string&) { return std::string(); });
    gone = settings_of(silent);
    auto slow = gone;
    slow.timeout = std::chrono::milliseconds(50);
    const auto got = S3Store(slow).get("ab/cd");
    ASSERT_FALSE(got);
    EXPECT_THAT(got.error().message, HasSubstr("cannot be reached: check s3-endpoint"));
    EXPECT_THAT(got.error().cause, HasSubstr("did not answer in time"));
  }
  EXPECT_THAT(S3Store(gone).put("ab/cd", "x", "image/png").error().message, HasSubstr("cannot be reached"));
}

base::Result<std::unique_ptr<MediaStore>> open(std::map<std::string, std::string> flags) {
  base::Settings::Sources sources;
  sources.flags = std::move(flags);
  return open_store(must(base::Settings::resolve(sources)));
}

TEST(OpenStoreTest, the_settings_name_a_store) {
  EXPECT_EQ(must(open({{"data", "d"}}))->description(), "d/media");
  const std::map<std::string, std::string> s3{{"media-store", "s3://b/p"},
                                              {"s3-endpoint", "https://s3.example.org/"},
                                              {"s3-region", "r"},
                                              {"s3-access-key", "k"},
                                              {"s3-secret-key", "secret-words"}};
  EXPECT_EQ(must(open(s3))->description(), "s3://b/p/ at https://s3.example.org");
  for (const auto& [name, value] : s3) {
    if (name == "media-store") continue;
    auto fewer = s3;
    fewer.erase(name);
    EXPECT_THAT(open(fewer).error().message, HasSubstr("so --" + name + " must be set too"));
  }
  auto bad = s3;
  bad["s3-endpoint"] = "s3.example.org";
  EXPECT_THAT(open(bad).error().message, HasSubstr("is no address"));
  bad["s3-endpoint"] = "https://s3.example.org/path";
  EXPECT_THAT(open(bad).error().message, HasSubstr("is no address"));
  EXPECT_THAT(open({{"media-store", "/srv/media"}}).error().message, HasSubstr("is no store"));
  EXPECT_THAT(open({{"media-store", "s3:///p"}}).error().message, HasSubstr("names no bucket"));
}

}  // namespace
}  // namespace smartmove::media
