#include "site/error_pages.hpp"

#include "content/pages.hpp"

namespace smartmove::site {
namespace {

struct Words {
  std::string title;
  std::string text;
};

std::string_view kind_name(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::invalid: return "invalid";
    case base::ErrorKind::not_found: return "not_found";
    case base::ErrorKind::gone: return "gone";
    case base::ErrorKind::forbidden: return "forbidden";
    case base::ErrorKind::conflict: return "conflict";
    case base::ErrorKind::too_large: return "too_large";
    case base::ErrorKind::rate_limited: return "rate_limited";
    case base::ErrorKind::unavailable: return "unavailable";
    case base::ErrorKind::internal: return "internal";
  }
  return "internal";
}

// The region's own words where it has them, else the interface's.
Words words_for(const base::Error& error, const Site& site, const content::RenderContext& context) {
  if (error.kind == base::ErrorKind::not_found && !site.not_found.title.empty()) {
    return {site.not_found.title, site.not_found.text};
  }
  if (error.kind == base::ErrorKind::internal && !site.error.title.empty()) return {site.error.title, site.error.text};
  const auto key = "error." + std::string(kind_name(error.kind));
  return {context.text(key + ".title"), context.text(key + ".text")};
}

base::Result<web::Response> page(const base::Error& error, const web::Request& request,
                                 const content::RenderServices& services, const Shell& shell,
                                 storage::Session& session) {
  const auto region = TRY(content::require_region(session));
  content::RenderContext context(services, session, region, content::language_of_path(region, request.path),
                                 base::now());
  const auto site = TRY(site_of(context));
  const auto words = words_for(error, site, context);

  web::View home;
  home.set("label", context.text("breadcrumbs.home")).set("href", region.prefix(context.language()) + "/");
  web::View view;
  view.set("status", std::to_string(web::status_of(error.kind)))
      .set("title", words.title)
      .set("text", words.text)
      .set("links", std::vector<web::View>{std::move(home)})
      .set("request_id", error.kind == base::ErrorKind::internal ? request.id : std::string());

  content::Page made;
  made.page_class = "error";
  made.head = {words.title, words.text};
  made.body = context.render("site/error", view);
  auto response = web::html(TRY(shell.wrap(made, context)));
  TRY(context.finish());
  response.tags = context.tags();
  // What is not there now may be when the next scheduled page appears.
  response.fresh_until = TRY(content::DocumentStore(session).next_schedule(context.now()));
  return response;
}

}  // namespace

web::ErrorPage error_pages(storage::Database& database, const content::RenderServices& services, const Shell& shell) {
  return [&database, &services, &shell](const base::Error& error, const web::Request& request) -> web::Response {
    auto made =
        database.read([&](storage::Session& session) { return page(error, request, services, shell, session); });
    if (made) return *std::move(made);
    // Nothing to render with: the sentence itself has to do.
    return web::text(error.message + "\n");
  };
}

}  // namespace smartmove::site
