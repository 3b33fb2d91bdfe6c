#include "site/style_page.hpp"

#include <fstream>
#include <iterator>

#include "content/pages.hpp"
#include "content/registry.hpp"
#include "content/theme.hpp"
#include "site/page_card.hpp"
#include "site/style_samples.hpp"

namespace smartmove::site {
namespace {

constexpr std::string_view address = "/_styleguide";

base::Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || text.empty()) {
    return base::fail(base::ErrorKind::not_found,
                      "Start the server in the project's folder: there is no " + path.string() + ".");
  }
  return text;
}

web::View field_view(const std::string& name, const std::string& css_class, const content::Palette& palette) {
  web::View view;
  view.set("name", name).set("class", css_class).set("palette_html", palette_drawing(palette));
  return view;
}

std::vector<web::View> field_views(const content::Theme& theme) {
  std::vector<web::View> views;
  for (const auto& [name, palette] : theme) views.push_back(field_view(name, "field--" + name, palette));
  return views;
}

// Those of the site's content, whoever knows them.
base::Result<std::vector<web::View>> audience_views(content::RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& [name, type] : context.services().registry.document_types()) {
    if (type.reference_kind != "audience") continue;
    for (const auto& document : TRY(context.documents(name))) {
      const auto palette = TRY(context.services().registry.palette_of(context, document.key));
      if (palette) views.push_back(field_view(document.key, "field--audience-" + document.key, *palette));
    }
  }
  return views;
}

std::vector<web::View> token_views(const std::string& css, const std::vector<std::string_view>& prefixes) {
  std::vector<web::View> views;
  for (const auto prefix : prefixes) {
    for (const auto& token : tokens(css, prefix)) {
      web::View view;
      view.set("name", token.name).set("value", token.value);
      views.push_back(std::move(view));
    }
  }
  return views;
}

base::Result<std::vector<web::View>> block_views(content::RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& sample : TRY(block_samples(context))) {
    web::View view;
    view.set("type", sample.type).set("page", sample.page).set("block_html", sample.html);
    views.push_back(std::move(view));
  }
  return views;
}

base::Result<std::vector<web::View>> page_views(content::RenderContext& context) {
  const auto site = TRY(site_of(context));
  std::vector<web::View> views;
  for (const auto& document : TRY(page_samples(context))) {
    const auto& type = *context.services().registry.document_type(document.type);
    const auto head = TRY(type.head(document.body));
    const auto subject = type.card ? TRY(type.card(document, context)) : content::CardSubject();
    const auto card = TRY(page_card(document.reference(), head, subject, *site, context));
    web::View view;
    view.set("type", document.type).set("page", document.path).set("title", head.title).set("card", card.path);
    views.push_back(std::move(view));
  }
  return views;
}

base::Result<web::Response> style_page(content::RenderContext& context, const Shell& shell,
                                       const std::filesystem::path& tokens_css) {
  const auto css = TRY(read_file(tokens_css));
  web::View view;
  view.set("fields", field_views(TRY(content::read_theme(css))))
      .set("audiences", TRY(audience_views(context)))
      .set("sizes", token_views(css, {"size-"}))
      .set("spaces", token_views(css, {"line", "gutter", "wide", "measure", "hill", "room", "round"}))
      .set("blocks", TRY(block_views(context)))
      .set("pages", TRY(page_views(context)))
      .set("heading_level_2", true)
      .set("heading_level_3", false);
  content::Page page;
  page.page_class = "styleguide";
  page.head = {context.text("styleguide.title"), context.text("styleguide.lead")};
  page.body = context.render("site/styleguide", view);
  for (const auto& language : context.region().languages) {
    page.translations.push_back({language, context.region().prefix(language) + std::string(address)});
  }
  auto response = web::html(TRY(shell.wrap(page, context)));
  TRY(context.finish());
  return response;
}

}  // namespace

std::vector<web::Route> style_routes(storage::Database& database, const content::RenderServices& services,
                                     const Shell& shell, std::filesystem::path tokens_css) {
  const web::Handler handler = [&database, &services, &shell,
                                file = std::move(tokens_css)](const web::Request& request) {
    return database.read([&](storage::Session& session) -> base::Result<web::Response> {
      const auto region = TRY(content::require_region(session));
      const auto language = content::language_of_path(region, request.path);
      if (request.path != region.prefix(language) + std::string(address)) {
        return base::fail(base::ErrorKind::not_found, "There is no page at this address.");
      }
      content::RenderContext context(services, session, region, language, base::now());
      return style_page(context, shell, file);
    });
  };
  std::vector<web::Route> table{{web::Method::get, std::string(address), handler}};
  for (const auto& language : services.translations.languages()) {
    table.push_back({web::Method::get, "/" + language + std::string(address), handler});
  }
  return table;
}

}  // namespace smartmove::site
