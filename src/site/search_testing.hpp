#pragma once

#include <memory>
#include <string>

#include "content/pages.hpp"
#include "search/follower.hpp"
#include "site/routes.hpp"
#include "site/search_source.hpp"
#include "site/testing.hpp"
#include "web/router.hpp"

namespace smartmove::site::testing {

inline SearchNames search_names() {
  return {[](content::RenderContext&) -> base::Result<SearchNames::Names> {
            return SearchNames::Names{{"studenter", "Studenter"}};
          },
          [](storage::Session&, const std::string&) -> base::Result<SearchNames::Names> {
            return SearchNames::Names{{"1881", "Kumla"}};
          }};
}

/// Tests on a site with notes whose index follows the database, as in the program.
class SearchTest : public SiteTest {
 protected:
  void set_up() override {
    SiteTest::set_up();
    folder_ = std::make_unique<storage::testing::TemporaryFolder>();
    indexes_ = std::make_unique<search::Indexes>(folder_->path());
    services_ = std::make_unique<SearchServices>(SearchServices{database(), services(), *indexes_, search_names()});
    source_ = std::make_unique<SearchSource>(database(), registry(), search_names());
    follow();
  }
  void TearDown() override {
    follower_.reset();
    SiteTest::TearDown();
  }

  void follow() {
    follower_ = std::make_unique<search::Follower>(*indexes_, *source_, [](const std::string&) {});
    follower_->settle();
  }

  base::Result<web::Response> get(const std::string& path, const std::string& query = "") {
    web::Request request;
    request.path = path;
    if (!query.empty()) request.query.emplace_back("q", query);
    return respond(request);
  }
  base::Result<web::Response> respond(const web::Request& request) {
    const web::Router router(search_routes(*services_, shell_));
    const auto match = router.match(request.method, request.path);
    if (!match) return base::fail(match.error());
    return match->route->handler(request);
  }

  const Shell shell_{assets(), public_url};
  std::unique_ptr<storage::testing::TemporaryFolder> folder_;
  std::unique_ptr<search::Indexes> indexes_;
  std::unique_ptr<SearchServices> services_;
  std::unique_ptr<SearchSource> source_;
  std::unique_ptr<search::Follower> follower_;
};

}  // namespace smartmove::site::testing
