#include "content/pages.hpp"

#include <boost/url.hpp>

#include "content/published_documents.hpp"
#include "content/registry.hpp"

namespace smartmove::content {
namespace {

// The one spelling of an address: no slash at the end, but for a language's home page.
std::string canonical_path(const Region& region, std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  for (const auto& language : region.languages) {
    if (path == region.prefix(language)) return path + "/";
  }
  return path;
}

// As it stands in a Location header: `/om/blå tåget` → `/om/bl%C3%A5%20t%C3%A5get`.
std::string encoded(const std::string& path) {
  return boost::urls::encode(path, boost::urls::pchars + boost::urls::grammar::lut_chars('/'));
}

}  // namespace

std::string language_of_path(const Region& region, std::string_view path) {
  for (const auto& language : region.languages) {
    const auto prefix = region.prefix(language);
    if (prefix.empty() || !path.starts_with(prefix)) continue;
    if (path.size() == prefix.size() || path[prefix.size()] == '/') return language;
  }
  return region.first_language();
}

base::Result<Region> require_region(storage::Session& session) {
  auto region = TRY(DocumentStore(session).region());
  if (!region || region->languages.empty()) {
    return base::fail(base::ErrorKind::unavailable,
                      "There is no content yet. Import a content pack: smartmove import DIR.");
  }
  return *std::move(region);
}

std::vector<web::Route> Pages::routes() const {
  return {{web::Method::get, "/{path*}", [this](const web::Request& request) { return respond(request); },
           web::Permission::anyone, web::Caching::path}};
}

base::Result<web::Response> Pages::respond(const web::Request& request) const {
  return database_.read([&](storage::Session& session) -> base::Result<web::Response> {
    const auto region = TRY(require_region(session));
    const auto canonical = canonical_path(region, request.path);
    if (canonical != request.path) return web::redirect(encoded(canonical), 308);
    return find(session, region, request.path, base::now());
  });
}

base::Result<web::Response> Pages::find(storage::Session& session, const Region& region, const std::string& path,
                                        base::Instant now) const {
  DocumentStore store(session);
  const auto language = language_of_path(region, path);
  if (const auto document = TRY(PublishedDocuments(session, services_.bodies).at(language, path, now))) {
    return render(session, region, *document, now);
  }
  if (const auto moved = TRY(store.redirect(language, path, now))) {
    auto response = web::redirect(*moved, 301);
    response.tags = {"addresses"};
    response.fresh_until = TRY(store.next_schedule(now));
    return response;
  }
  if (const auto expired = TRY(store.expired_at(language, path, now))) {
    const auto* type = services_.registry.document_type(expired->type);
    if (type && type->gone) return say_it_is_over(session, region, *expired, *type, now);
  }
  if (TRY(store.is_gone(language, path, now))) {
    return base::fail(base::ErrorKind::gone, "This page has been taken down.");
  }
  return base::fail(base::ErrorKind::not_found, "There is no page at this address.");
}

base::Result<web::Response> Pages::render(storage::Session& session, const Region& region,
                                          const PublishedDocument& document, base::Instant now) const {
  const auto* type = services_.registry.document_type(document.type);
  if (!type) {
    return base::fail(base::ErrorKind::internal, "This page could not be shown.", "unknown type " + document.type);
  }
  DocumentStore store(session);
  RenderContext context(services_, session, region, document.language, now);
  context.tag(document_tag(document.reference()));
  if (const auto next = TRY(store.next_schedule(now))) context.valid_until(*next);

  auto made = TRY(type->view(document, context));
  Page page;
  page.page_class = type->name;
  page.reference = document.reference();
  page.path = document.path;
  page.head = TRY(type->head(document.body));
  if (type->card) page.card = TRY(type->card(document, context));
  page.og_type = type->og_type;
  page.body = context.render(type->template_name, made.view);
  page.breadcrumbs = std::move(made.breadcrumbs);
  page.translations = TRY(store.published_languages(document.id, now));
  std::erase_if(page.translations, [&](const LanguageAddress& each) { return !region.speaks(each.language); });
  page.schema_org.push_back(TRY(type->schema_org(document, context)));

  auto response = web::html(TRY(shell_.wrap(page, context)));
  TRY(context.finish());
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return response;
}

// No page of its own any more: like an error page, it has no canonical address and nothing for machines.
base::Result<web::Response> Pages::say_it_is_over(storage::Session& session, const Region& region,
                                                  const PublishedDocument& document, const DocumentType& type,
                                                  base::Instant now) const {
  RenderContext context(services_, session, region, document.language, now);
  context.tag(document_tag(document.reference()));
  context.tag("addresses");
  if (const auto next = TRY(DocumentStore(session).next_schedule(now))) context.valid_until(*next);

  const auto made = TRY(type.gone(document, context));
  Page page;
  page.page_class = "gone";
  page.head = made.head;
  page.body = context.render(type.gone_template_name, made.view);
  auto response = web::html(TRY(shell_.wrap(page, context)));
  TRY(context.finish());
  response.status = 410;
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return response;
}

}  // namespace smartmove::content
