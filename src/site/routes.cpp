#include "site/routes.hpp"

#include <set>

#include "content/pages.hpp"
#include "content/registry.hpp"
#include "site/feeds.hpp"
#include "site/search_page.hpp"

namespace smartmove::site {
namespace {

using Answer = std::function<base::Result<web::Response>(content::RenderContext&, const std::string& public_url)>;

web::Handler answering(storage::Database& database, const content::RenderServices& services,
                       const std::string& public_url, std::string language, Answer answer) {
  return [&database, &services, public_url, language, answer](const web::Request&) {
    return database.read([&](storage::Session& session) -> base::Result<web::Response> {
      const auto region = TRY(content::require_region(session));
      const auto& spoken = language.empty() ? region.first_language() : language;
      if (!region.speaks(spoken) || language == region.first_language()) {
        return base::fail(base::ErrorKind::not_found, "There is no page at this address.");
      }
      content::RenderContext context(services, session, region, spoken, base::now());
      return answer(context, public_url);
    });
  };
}

web::Handler answering_audience_feed(storage::Database& database, const content::RenderServices& services,
                                     const std::string& public_url) {
  return [&database, &services, public_url](const web::Request& request) {
    return database.read([&](storage::Session& session) -> base::Result<web::Response> {
      const auto region = TRY(content::require_region(session));
      content::RenderContext context(services, session, region, content::language_of_path(region, request.path),
                                     base::now());
      return audience_feed(context, public_url, request.path.substr(0, request.path.rfind('/')));
    });
  };
}

/// `/for/{slug}/feed.xml`, with and without a language before it, of each type that has feeds.
std::vector<web::Route> audience_feed_routes(storage::Database& database, const content::RenderServices& services,
                                             const std::string& public_url) {
  std::set<std::string> patterns;
  for (const auto& [name, type] : services.registry.document_types()) {
    if (!has_feed(type)) continue;
    for (const auto& [language, pattern] : type.paths) {
      patterns.insert(feed_path(pattern));
      for (const auto& each : services.translations.languages()) patterns.insert("/" + each + feed_path(pattern));
    }
  }
  std::vector<web::Route> table;
  for (const auto& pattern : patterns) {
    table.push_back({web::Method::get, pattern, answering_audience_feed(database, services, public_url),
                     web::Permission::anyone, web::Caching::path});
  }
  return table;
}

web::Handler searching(const SearchServices& services, const Shell& shell) {
  return [&services, &shell](const web::Request& request) {
    return services.database.read([&](storage::Session& session) -> base::Result<web::Response> {
      const auto region = TRY(content::require_region(session));
      const auto language = content::language_of_path(region, request.path);
      if (request.path != search_path(region, language)) {
        return base::fail(base::ErrorKind::not_found, "There is no page at this address.");
      }
      content::RenderContext context(services.render, session, region, language, base::now());
      return search_page(services, shell, context, read_search_address(request));
    });
  };
}

}  // namespace

std::vector<web::Route> routes(storage::Database& database, const content::RenderServices& services,
                               const std::string& public_url, StandingPages standing) {
  using web::Caching;
  using web::Method;
  using web::Permission;
  const auto whole_site = [standing = std::move(standing)](content::RenderContext& context, const std::string& url) {
    return sitemap(context, url, standing(context.region()));
  };
  std::vector<web::Route> table{
      {Method::get, "/sitemap.xml", answering(database, services, public_url, "", whole_site), Permission::anyone,
       Caching::path},
      {Method::get, "/feed.xml", answering(database, services, public_url, "", feed), Permission::anyone,
       Caching::path},
      {Method::get, "/llms.txt", answering(database, services, public_url, "", llms), Permission::anyone,
       Caching::path},
      {Method::get, "/robots.txt", [public_url](const web::Request&) { return robots(public_url); }, Permission::anyone,
       Caching::path},
  };
  // The first language has no prefix, whichever it is: `/sv/feed.xml` is then not found.
  for (const auto& language : services.translations.languages()) {
    table.push_back({Method::get, "/" + language + "/feed.xml",
                     answering(database, services, public_url, language, feed), Permission::anyone, Caching::path});
    table.push_back({Method::get, "/" + language + "/llms.txt",
                     answering(database, services, public_url, language, llms), Permission::anyone, Caching::path});
  }
  for (auto& route : audience_feed_routes(database, services, public_url)) table.push_back(std::move(route));
  return table;
}

// Which language is the first, and lives without a prefix, only the content says: so every one has both addresses.
std::vector<web::Route> search_routes(const SearchServices& services, const Shell& shell) {
  std::set<std::string> patterns;
  for (const auto& language : services.render.translations.languages()) {
    const std::string word(search_word(language));
    patterns.insert("/" + word);
    patterns.insert("/" + language + "/" + word);
  }
  std::vector<web::Route> table;
  for (const auto& pattern : patterns) {
    table.push_back(
        {web::Method::get, pattern, searching(services, shell), web::Permission::anyone, web::Caching::query});
  }
  return table;
}

}  // namespace smartmove::site
