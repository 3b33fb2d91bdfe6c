#include "web/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <zlib.h>

#include "web/compression.hpp"

namespace smartmove::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string long_text() {
  std::string body;
  for (int i = 0; i < 500; ++i) body += "<p>line " + std::to_string(i) + "</p>\n";
  return body;
}

std::string gunzip(const std::string& body, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(PageWriter, KeepsAllThreeEncodings) {
  const auto page = PageWriter(false).write(html(long_text()), Caching::path, 3);
  EXPECT_EQ(page->choose("").body, long_text());
  const auto gzipped = page->choose("gzip");
  EXPECT_THAT(gzipped.head, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(gzipped.head, HasSubstr("Content-Length: " + std::to_string(gzipped.body.size()) + "\r\n"));
  EXPECT_EQ(gunzip(std::string(gzipped.body), 100000), long_text());
  const auto best = page->choose("gzip, br");
  EXPECT_THAT(best.head, HasSubstr("Content-Encoding: br\r\n"));
  EXPECT_LT(best.body.size(), long_text().size());
  EXPECT_NE(best.etag, gzipped.etag);
  EXPECT_NE(best.etag, page->choose("").etag);
  EXPECT_THAT(page->choose("").head, HasSubstr("Vary: Accept-Encoding\r\n"));
}

TEST(PageWriter, SmallOnesStayAsTheyAre) {
  const auto page = PageWriter(false).write(html("<p>"), Caching::path, 0);
  EXPECT_EQ(page->choose("gzip, br").body, "<p>");
  EXPECT_THAT(page->choose("").head, Not(HasSubstr("Vary")));
  EXPECT_FALSE(is_compressible("image/png", 100000));
  EXPECT_TRUE(is_compressible("image/svg+xml", 2000));
  EXPECT_TRUE(is_compressible("application/problem+json; charset=utf-8", 2000));
}

TEST(PageWriter, SecurityHeadersOnEveryAnswer) {
  for (const bool https : {false, true}) {
    const auto page = PageWriter(https).write_once(text("x"), "", 0);
    const std::string head(page->choose("").head);
    EXPECT_THAT(head, HasSubstr("Content-Security-Policy: default-src 'none';"));
    EXPECT_THAT(head, Not(HasSubstr("unsafe")));
    EXPECT_THAT(head, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(head, HasSubstr("Referrer-Policy: "));
    EXPECT_THAT(head, HasSubstr("Permissions-Policy: "));
    EXPECT_THAT(head, HasSubstr("Cross-Origin-Opener-Policy: same-origin\r\n"));
    EXPECT_EQ(head.find("Strict-Transport-Security") != std::string::npos, https);
  }
}

TEST(PageWriter, TheAnswersOwnHeadersReplaceDefaults) {
  auto response = html("x");
  response.headers = {{"cache-control", "private"}, {"Referrer-Policy", "no-referrer"}};
  const auto page = PageWriter(false).write(response, Caching::path, 0);
  const std::string head(page->choose("").head);
  EXPECT_THAT(head, HasSubstr("cache-control: private\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("must-revalidate")));
  EXPECT_THAT(head, Not(HasSubstr("strict-origin")));
}

TEST(PageWriter, TagsAreSurrogateKeys) {
  auto response = html("x");
  response.tags = {"document:profile/a", "place:1880"};
  const PageWriter writer(false);
  EXPECT_THAT(writer.write(response, Caching::path, 0)->choose("").head,
              HasSubstr("Surrogate-Key: document:profile/a place:1880\r\n"));
  response.tags.assign(1000, "place:1880");
  EXPECT_THAT(writer.write(response, Caching::path, 0)->choose("").head, Not(HasSubstr("Surrogate-Key")));
}

TEST(PageWriter, NotModifiedHasTheSameTag) {
  const auto page = PageWriter(false).write(html("x"), Caching::path, 0);
  const auto variant = page->choose("");
  EXPECT_THAT(variant.not_modified, HasSubstr("HTTP/1.1 304 Not Modified\r\n"));
  EXPECT_THAT(variant.not_modified, HasSubstr("ETag: " + std::string(variant.etag) + "\r\n"));
  EXPECT_THAT(variant.not_modified, HasSubstr("Cache-Control: public, max-age=0, must-revalidate\r\n"));
  EXPECT_EQ(PageWriter(false).write(html("x"), Caching::path, 0)->choose("").etag, variant.etag);
  EXPECT_NE(PageWriter(false).write(html("y"), Caching::path, 0)->choose("").etag, variant.etag);
}

TEST(PageWriter, OtherStatuses) {
  const PageWriter writer(false);
  const auto moved = writer.write(redirect("/b", 308), Caching::path, 0);
  EXPECT_THAT(moved->choose("").head, HasSubstr("HTTP/1.1 308 Permanent Redirect\r\n"));
  EXPECT_THAT(moved->choose("").head, HasSubstr("Location: /b\r\n"));
  EXPECT_TRUE(moved->choose("").etag.empty());
  Response empty;
  empty.status = 204;
  EXPECT_THAT(writer.write_once(empty, "", 0)->choose("").head, Not(HasSubstr("Content-Length")));
  Response fault = html("x");
  fault.status = 500;
  EXPECT_THAT(writer.write_once(fault, "", 0)->choose("").head, HasSubstr("Cache-Control: no-store\r\n"));
}

TEST(PageWriter, RefusesHeadersThatSplit) {
  auto response = html("x");
  response.headers = {{"X-A", "a\r\nSet-Cookie: b"}};
  EXPECT_THROW(PageWriter(false).write(response, Caching::none, 0), std::logic_error);
  response.headers = {{"X A", "a"}};
  EXPECT_THROW(PageWriter(false).write(response, Caching::none, 0), std::logic_error);
  response.headers = {{"Set-Cookie", "a=b"}};
  EXPECT_THROW(PageWriter(false).write(response, Caching::path, 0), std::logic_error);
  EXPECT_NO_THROW(PageWriter(false).write(response, Caching::none, 0));
}

TEST(PageView, TakesOnlyWholePages) {
  const auto page = PageWriter(false).write(html(long_text()), Caching::query, 3);
  const auto view = PageView::of(page->bytes());
  ASSERT_TRUE(view);
  EXPECT_TRUE(view->is_sound());
  EXPECT_EQ(view->status(), 200);
  EXPECT_EQ(view->route(), 3U);
  EXPECT_EQ(view->caching(), Caching::query);
  EXPECT_TRUE(view->is_fresh());
  for (const std::size_t size : {std::size_t{0}, std::size_t{20}, page->bytes().size() - 1}) {
    EXPECT_FALSE(PageView::of(std::string_view(page->bytes()).substr(0, size))) << size;
  }
  auto damaged = page->bytes();
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  EXPECT_FALSE(PageView::of(damaged)->is_sound());
}

TEST(PageWriter, UsesWhatTheBuildCompressed) {
  auto response = html(long_text());
  response.precompressed = {"gz", "br"};
  const auto page = PageWriter(false).write(response, Caching::path, 0);
  EXPECT_EQ(page->choose("gzip").body, "gz");
  EXPECT_EQ(page->choose("br").body, "br");
}

TEST(Redirect, LocationIsOurOwnOrHttps) {
  for (const auto* wrong :
       {"", "b", "//evil", "/\\evil", "http://evil", "https://", "javascript:x", "/a\r\nX: y", "/a b"}) {
    EXPECT_THROW(redirect(wrong), std::logic_error) << wrong;
  }
  EXPECT_NO_THROW(redirect("https://example.org/a"));
}

}  // namespace
}  // namespace smartmove::web
