#include "web/router.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace smartmove::web {
namespace {

Route route(Method method, std::string pattern) {
  return {method, std::move(pattern), [](const Request&) { return text(""); }};
}

std::string matched(const Router& router, std::string_view path, Method method = Method::get) {
  const auto match = router.match(method, path);
  return match ? match->route->pattern : "nothing";
}

TEST(Router, LiteralGoesBeforeParameterBeforeRest) {
  const Router router({route(Method::get, "/{path*}"), route(Method::get, "/places/{code}"),
                       route(Method::get, "/places/new"), route(Method::get, "/")});
  EXPECT_EQ(matched(router, "/places/new"), "/places/new");
  EXPECT_EQ(matched(router, "/places/1880"), "/places/{code}");
  EXPECT_EQ(matched(router, "/places/1880/more"), "/{path*}");
  EXPECT_EQ(matched(router, "/places/"), "/{path*}");
  EXPECT_EQ(matched(router, "/"), "/");
}

TEST(Router, GoesBackWhereALiteralLeadsNowhere) {
  const Router router({route(Method::get, "/a/b/c"), route(Method::get, "/{x}/b/d"), route(Method::post, "/a/b/d")});
  EXPECT_EQ(matched(router, "/a/b/d"), "/{x}/b/d");
  EXPECT_EQ(matched(router, "/a/b/d", Method::post), "/a/b/d");
}

TEST(Router, GivesParametersByName) {
  const Router router({route(Method::get, "/{language}/files/{path*}")});
  const auto match = router.match(Method::get, "/en/files/a/b.txt");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->parameters.at("language"), "en");
  EXPECT_EQ(match->parameters.at("path"), "a/b.txt");
  EXPECT_EQ(router.match(Method::get, "/en/files/")->parameters.at("path"), "");
  EXPECT_FALSE(router.match(Method::get, "/en/files"));
}

TEST(Router, HeadFallsBackOnGet) {
  const Router router({route(Method::get, "/a"), route(Method::post, "/b")});
  EXPECT_EQ(matched(router, "/a", Method::head), "/a");
  EXPECT_EQ(matched(router, "/b", Method::head), "nothing");
}

TEST(Router, NamesTheMethodsThatFit) {
  const Router router({route(Method::get, "/a"), route(Method::del, "/{x}"), route(Method::post, "/{x*}")});
  const auto match = router.match(Method::put, "/a");
  ASSERT_FALSE(match);
  EXPECT_EQ(match.error().kind, base::ErrorKind::invalid);
  EXPECT_EQ(match.error().cause, "GET, HEAD, POST, DELETE");
}

TEST(Router, UnknownPathIsNotFound) {
  const Router router({route(Method::get, "/a/{x}")});
  for (const auto* path : {"/", "/a", "/a/", "/a/b/c", "", "a/b"}) {
    const auto match = router.match(Method::get, path);
    ASSERT_FALSE(match) << path;
    EXPECT_EQ(match.error().kind, base::ErrorKind::not_found);
  }
}

TEST(Router, RefusesRoutesThatMatchTheSame) {
  EXPECT_THROW(Router({route(Method::get, "/a/{x}"), route(Method::get, "/a/{y}")}), std::logic_error);
  EXPECT_NO_THROW(Router({route(Method::get, "/a/{x}"), route(Method::post, "/a/{y}")}));
}

TEST(Router, RefusesBadPatterns) {
  for (const auto* pattern : {"", "a", "/{}", "/{*}", "/{a*}/b", "/a{b}"}) {
    EXPECT_THROW(Router({route(Method::get, pattern)}), std::logic_error) << pattern;
  }
  auto cached = route(Method::post, "/a");
  cached.caching = Caching::path;
  EXPECT_THROW(Router({cached}), std::logic_error);
  EXPECT_THROW(Router({Route{Method::get, "/a", nullptr}}), std::logic_error);
}

}  // namespace
}  // namespace smartmove::web
