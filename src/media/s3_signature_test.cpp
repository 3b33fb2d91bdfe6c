#include "media/s3_signature.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/hash.hpp"

namespace smartmove::media {
namespace {

// The examples of the documentation, "Signature Calculations for the Authorization Header" of Amazon S3's API
// reference.
const S3Credentials credentials{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1"};
const std::pair<std::string, std::string> host{"host", "examplebucket.s3.amazonaws.com"};

std::string signature_of(S3Request request) {
  sign(request, credentials, *base::parse_iso8601("2013-05-24T00:00:00Z"));
  const auto& [name, value] = request.headers.back();
  EXPECT_EQ(name, "authorization");
  EXPECT_THAT(value, ::testing::HasSubstr("Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"));
  return value.substr(value.find("Signature=") + 10);
}

TEST(S3SignatureTest, get_object) {
  EXPECT_EQ(signature_of({"GET", "/test.txt", {}, {host, {"range", "bytes=0-9"}}, sha256_hex("")}),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

TEST(S3SignatureTest, put_object) {
  EXPECT_EQ(
      signature_of({"PUT",
                    "/test$file.text",
                    {},
                    {{"date", "Fri, 24 May 2013 00:00:00 GMT"}, host, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                    sha256_hex("Welcome to Amazon S3.")}),
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

TEST(S3SignatureTest, get_bucket_lifecycle) {
  EXPECT_EQ(signature_of({"GET", "/", {{"lifecycle", ""}}, {host}, sha256_hex("")}),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
}

TEST(S3SignatureTest, list_objects) {
  EXPECT_EQ(signature_of({"GET", "/", {{"prefix", "J"}, {"max-keys", "2"}}, {host}, sha256_hex("")}),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST(S3SignatureTest, paths_are_encoded) {
  EXPECT_EQ(s3_encode("/a b/å+~._-", true), "/a%20b/%C3%A5%2B~._-");
  EXPECT_EQ(s3_encode("a/b", false), "a%2Fb");
}

// FIPS 180-4 and RFC 4231.
TEST(S3SignatureTest, hashes) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hexadecimal(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_TRUE(is_sha256_hex(sha256_hex("")));
  EXPECT_FALSE(is_sha256_hex(sha256_hex("").substr(1)));
  EXPECT_FALSE(is_sha256_hex(std::string(64, 'G')));
}

}  // namespace
}  // namespace smartmove::media
