#include "app/survey.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audiences/audience.hpp"
#include "base/embedded.hpp"
#include "content/document_store.hpp"
#include "content/pages.hpp"
#include "content/theme.hpp"
#include "places/fact_store.hpp"
#include "places/figures.hpp"
#include "site/shell.hpp"
#include "web/assets.hpp"

namespace smartmove::app {
namespace {

constexpr std::string_view fact_tag = "fact:";

base::Result<> add_versions(storage::Session& session, const content::Registry& registry, SiteSurvey& made) {
  content::DocumentStore store(session);
  for (const auto& document : TRY(store.all())) {
    for (const auto& language : TRY(store.languages(document.id))) {
      if (!made.region.speaks(language)) continue;
      const auto version = TRY(store.version(document.id, language));
      if (!version) continue;
      // What has words of its own for its end is meant to be over.
      const auto* type = registry.document_type(document.type);
      const auto until = type && type->gone ? std::nullopt : version->visible_until;
      made.versions.push_back(
          {document.type + "/" + document.key, language, version->status, version->publish_at, until});
    }
  }
  return {};
}

content::SurveyedDocument surveyed(const content::PublishedDocument& document, const content::DocumentType& type,
                                   const content::Registry& registry) {
  content::SurveyedDocument made;
  made.reference = document.reference();
  made.language = document.language;
  made.path = document.path;
  base::JsonReader reader(made.name());
  registry.read_body(type, document.body, reader);
  std::copy_if(reader.references().begin(), reader.references().end(), std::back_inserter(made.links),
               [](const base::Reference& reference) { return reference.kind == "document"; });
  return made;
}

base::Result<> add_palettes(storage::Session& session, base::Instant now, SiteSurvey& made) {
  for (const auto& [name, palette] : content::theme()) {
    made.palettes.push_back({"themes/tokens.css", "", "/" + name, palette});
  }
  for (const auto& language : made.region.languages) {
    for (const auto& document : TRY(content::DocumentStore(session).published_of_type("audience", language, now))) {
      const auto audience = TRY(document.body.as<audiences::Audience>());
      if (audience->palette) made.palettes.push_back({document.reference(), language, "/palette", *audience->palette});
    }
  }
  return {};
}

base::Result<SiteSurvey> read_all(storage::Session& session, const content::Registry& registry, base::Instant now) {
  SiteSurvey made;
  made.region = TRY(content::require_region(session));
  content::DocumentStore store(session);
  for (const auto& [name, type] : registry.document_types()) {
    for (const auto& language : made.region.languages) {
      for (const auto& document : TRY(store.published_of_type(name, language, now))) {
        made.documents.push_back(surveyed(document, type, registry));
      }
    }
  }
  TRY(add_versions(session, registry, made));
  TRY(add_palettes(session, now, made));
  return made;
}

/// As a visitor gets it: what it shows and where it leads.
base::Result<> look_at_page(const content::Pages& pages, content::SurveyedDocument& document) {
  web::Request request;
  request.path = document.path;
  auto response = pages.respond(request);
  if (!response) {
    auto error = std::move(response).error();
    error.message = fmt::format("{} could not be rendered. {}", document.name(), error.message);
    return base::fail(std::move(error));
  }
  document.title = content::title_of(response->body);
  document.leads_to = content::addresses_in(response->body);
  for (const auto& tag : response->tags) {
    if (tag.starts_with(fact_tag)) document.figures.insert(tag.substr(fact_tag.size()));
  }
  return {};
}

base::Result<> look_at_pages(storage::Database& database, const Features& features, content::Survey& documents) {
  const auto translations = TRY(base::Translations::load(base::embedded::translations()));
  const auto templates =
      TRY(web::Templates::load(base::embedded::templates(), translations, template_names(features.registry())));
  const auto assets = TRY(web::Assets::load(base::embedded::assets()));
  const content::RenderServices services{features.registry(), templates, translations, figure_sources(translations)};
  const site::Shell shell(assets, "");
  const content::Pages pages(database, services, shell);
  for (auto& document : documents) {
    if (!document.path.empty()) TRY(look_at_page(pages, document));
  }
  return {};
}

base::Result<> look_at_figures(storage::Session& session, SiteSurvey& survey, base::Instant now) {
  std::set<std::string> shown;
  for (const auto& document : survey.documents) shown.insert(document.figures.begin(), document.figures.end());
  const auto today = TRY(base::TimeZone::find(survey.region.time_zone)).date_of(now);
  places::FactStore store(session);
  for (const auto& figure : shown) {
    const auto slash = figure.find('/');
    const auto fact = TRY(store.latest(figure.substr(0, slash), figure.substr(slash + 1)));
    if (!fact || !fact->value) continue;
    survey.known.insert(figure);
    const auto indicator = TRY(store.indicator(fact->indicator));
    if (indicator && places::is_stale(*fact, *indicator, today)) survey.stale.insert(figure);
  }
  return {};
}

}  // namespace

base::Result<SiteSurvey> survey(storage::Database& database, const Features& features, base::Instant now) {
  auto made =
      TRY(database.read([&](storage::Session& session) { return read_all(session, features.registry(), now); }));
  TRY(look_at_pages(database, features, made.documents));
  TRY(database.read([&](storage::Session& session) { return look_at_figures(session, made, now); }));
  return made;
}

std::vector<content::Finding> findings(const SiteSurvey& survey, base::Instant now) {
  std::set<std::string> homes;
  for (const auto& language : survey.region.languages) homes.insert(survey.region.prefix(language) + "/");
  std::vector<content::Finding> all;
  for (auto some :
       {content::broken_links(survey.documents), content::overdue(survey.versions, now),
        content::missing_translations(survey.documents, survey.region.languages),
        content::orphans(survey.documents, homes), content::long_titles(survey.documents),
        content::stale_figures(survey.documents, survey.stale), content::silent_places(survey.documents, survey.known),
        content::low_contrast(survey.palettes), content::differing_palettes(survey.palettes)}) {
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.severity < b.severity; });
  return all;
}

}  // namespace smartmove::app
