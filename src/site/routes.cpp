#include "site/routes.hpp"

#include "content/pages.hpp"
#include "site/machine_pages.hpp"

namespace smartmove::site {
namespace {

using Answer = base::Result<web::Response> (*)(content::RenderContext&, const std::string& public_url);

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

}  // namespace

std::vector<web::Route> routes(storage::Database& database, const content::RenderServices& services,
                               const std::string& public_url) {
  using web::Caching;
  using web::Method;
  using web::Permission;
  std::vector<web::Route> table{
      {Method::get, "/sitemap.xml", answering(database, services, public_url, "", sitemap), Permission::anyone,
       Caching::path},
      {Method::get, "/feed.xml", answering(database, services, public_url, "", feed), Permission::anyone,
       Caching::path},
      {Method::get, "/robots.txt", [public_url](const web::Request&) { return robots(public_url); }, Permission::anyone,
       Caching::path},
  };
  // The first language has no prefix, whichever it is: `/sv/feed.xml` is then not found.
  for (const auto& language : services.translations.languages()) {
    table.push_back({Method::get, "/" + language + "/feed.xml",
                     answering(database, services, public_url, language, feed), Permission::anyone, Caching::path});
  }
  return table;
}

}  // namespace smartmove::site
