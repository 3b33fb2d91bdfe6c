#include "site/page_card.hpp"

#include <boost/mp11.hpp>
#include <fmt/format.h>

#include "content/document_store.hpp"
#include "content/pages.hpp"
#include "content/picture.hpp"
#include "content/registry.hpp"
#include "content/theme.hpp"
#include "site/search_services.hpp"
#include "site/shell.hpp"
#include "web/compression.hpp"

namespace smartmove::site {
namespace {

constexpr std::string_view extension = ".png";

base::Failure not_here() { return base::fail(base::ErrorKind::not_found, "There is no such card."); }

// By day: nobody knows what light it will be seen in.
base::Result<base::FieldColours> colours(const content::CardSubject& subject, content::RenderContext& context) {
  const auto own = TRY(context.services().registry.palette_of(context, subject.audience));
  return own ? own->light : content::field(subject.colour).light;
}

/// All that makes a card look as it does, with nothing that could stand in a text between.
std::string fingerprint(const cards::Card& card) {
  std::string all = std::to_string(cards::card_version);
  for (const auto* each : {&card.kicker, &card.headline, &card.site, &card.notice, &card.drawing}) all += '\0' + *each;
  boost::mp11::mp_for_each<boost::describe::describe_members<base::FieldColours, boost::describe::mod_public>>(
      [&](auto member) { all += card.colours.*member.pointer; });
  return web::hash_of(all);
}

struct Subject {
  content::PageHead head;
  content::CardSubject card;
};

base::Result<std::optional<Subject>> subject_of(const std::string& type_name, const std::string& key,
                                                content::RenderContext& context) {
  const auto* type = context.services().registry.document_type(type_name);
  if (!type || type->paths.empty()) return std::optional<Subject>();
  const auto document = TRY(context.document(type_name, key));
  if (!document) return std::optional<Subject>();
  Subject made{TRY(type->head(document->body)), {}};
  if (type->card) made.card = TRY(type->card(*document, context));
  return std::optional(std::move(made));
}

/// An answer that a card may still have to be drawn for, when the database is no longer held.
struct Prepared {
  web::Response response;
  std::optional<cards::Card> card;
};

base::Result<Prepared> prepare(const web::Request& request, content::RenderContext& context) {
  const auto& type = request.parameters.at("type");
  const auto& file = request.parameters.at("file");
  const auto key = file.substr(0, file.find('.'));
  const auto subject = TRY(subject_of(type, key, context));
  if (!subject || !file.ends_with(extension)) return not_here();
  const auto made = TRY(page_card(type + "/" + key, subject->head, subject->card, *TRY(site_of(context)), context));
  if (request.path != made.path) return Prepared{web::redirect(made.path, 302), {}};
  if (const auto next = TRY(content::DocumentStore(context.session()).next_schedule(context.now()))) {
    context.valid_until(*next);
  }
  TRY(context.finish());
  web::Response response;
  response.content_type = "image/png";
  response.headers = {{"Cache-Control", "public, max-age=31536000, immutable"}};
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return Prepared{std::move(response), made.card};
}

base::Result<web::Response> respond(storage::Database& database, const content::RenderServices& services,
                                    const web::Request& request) {
  auto prepared = TRY(database.read([&](storage::Session& session) -> base::Result<Prepared> {
    const auto region = TRY(content::require_region(session));
    const auto& language = request.parameters.at("language");
    if (!region.speaks(language)) return not_here();
    content::RenderContext context(services, session, region, language, base::now());
    return prepare(request, context);
  }));
  if (prepared.card) prepared.response.body = TRY(cards::card_png(*prepared.card));
  return std::move(prepared.response);
}

}  // namespace

base::Result<PageCard> page_card(const std::string& reference, const content::PageHead& head,
                                 const content::CardSubject& subject, const Site& site,
                                 content::RenderContext& context) {
  const auto type = reference.substr(0, reference.find('/'));
  PageCard made;
  made.card.kicker = subject.kicker.empty() ? kind_label(context, type) : subject.kicker;
  made.card.headline = subject.headline.empty() ? head.title : subject.headline;
  made.card.site = site.title;
  made.card.notice = site.notice_short.value_or("");
  made.card.colours = TRY(colours(subject, context));
  made.card.drawing = TRY(content::drawing_of_picture(subject.picture, context));
  made.path = fmt::format("/cards/{}/{}.{}{}", context.language(), reference, fingerprint(made.card), extension);
  made.words = fmt::format("{}: {} {}", made.card.kicker, made.card.headline, site.title);
  return made;
}

base::Result<> set_card(web::View& view, const content::Page& page, const Site& site, content::RenderContext& context,
                        const std::string& public_url) {
  view.set("card", false);
  if (page.path.empty()) return {};
  auto reference = page.reference;
  std::optional<Subject> subject(Subject{page.head, page.card});
  if (reference.empty()) {
    reference = "home/home";
    subject = TRY(subject_of("home", "home", context));
  }
  if (!subject) return {};
  const auto made = TRY(page_card(reference, subject->head, subject->card, site, context));
  web::View card;
  card.set("href", public_url + made.path)
      .set("width", std::to_string(cards::card_width))
      .set("height", std::to_string(cards::card_height))
      .set("alt", made.words);
  view.set("card", std::move(card));
  return {};
}

std::vector<web::Route> card_routes(storage::Database& database, const content::RenderServices& services) {
  return {{web::Method::get, "/cards/{language}/{type}/{file}",
           [&database, &services](const web::Request& request) { return respond(database, services, request); },
           web::Permission::anyone, web::Caching::path}};
}

}  // namespace smartmove::site
