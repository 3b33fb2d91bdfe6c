#include "app/open_data.hpp"

#include "content/document_store.hpp"
#include "content/pages.hpp"
#include "places/catalogue.hpp"
#include "places/fact_store.hpp"
#include "site/documents.hpp"

namespace smartmove::app {
namespace {

base::Result<places::Publisher> publisher_of(storage::Session& session, const std::string& public_url,
                                             const std::string& email) {
  const auto region = TRY(content::require_region(session));
  places::Publisher publisher{public_url, region.name, email, region.languages, {}, {}};
  content::DocumentStore documents(session);
  for (const auto& language : region.languages) {
    const auto document = TRY(documents.published("site", "site", language, base::now()));
    if (!document) continue;
    const auto site = TRY(document->body.as<site::Site>());
    if (publisher.titles.empty()) publisher.name = site->publisher;
    publisher.titles[language] = site->title;
    publisher.descriptions[language] = site->description;
  }
  return publisher;
}

base::Result<web::Response> catalogue(storage::Session& session, const std::string& public_url,
                                      const std::string& email) {
  places::FactStore facts(session);
  const auto publisher = TRY(publisher_of(session, public_url, email));
  auto response = web::json(places::catalogue(publisher, TRY(facts.indicators()), TRY(facts.indicator_licences())));
  response.content_type = "application/ld+json";
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.tags = {"indicators", "facts", "type:site"};
  return response;
}

}  // namespace

std::vector<web::Route> open_data_routes(storage::Database& database, std::string public_url, std::string email) {
  const auto answer = [&database, public_url = std::move(public_url), email = std::move(email)](const web::Request&) {
    return database.read([&](storage::Session& session) { return catalogue(session, public_url, email); });
  };
  return {{web::Method::get, "/dcat.jsonld", answer, web::Permission::anyone, web::Caching::path}};
}

}  // namespace smartmove::app
