#include "site/shell.hpp"

#include "base/text.hpp"
#include "content/registry.hpp"
#include "content/stylesheet.hpp"
#include "site/feeds.hpp"
#include "site/json_ld.hpp"
#include "site/page_card.hpp"
#include "site/search_address.hpp"

namespace smartmove::site {
namespace {

using content::Page;
using content::RenderContext;

// Links to pages that are not published in this language are left out.
std::vector<web::View> link_views(const std::vector<content::Link>& links, const std::string& current,
                                  RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& link : links) {
    const auto href = context.href(link.to.to);
    if (href.empty()) continue;
    web::View view;
    view.set("label", link.label).set("href", href).set("current", href == current);
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<web::View> footer_views(const Site& site, RenderContext& context) {
  std::vector<web::View> groups;
  for (const auto& group : site.footer) {
    web::View view;
    view.set("heading", group.heading).set("links", link_views(group.links, "", context));
    groups.push_back(std::move(view));
  }
  return groups;
}

const std::string* translated(const Page& page, const std::string& language) {
  for (const auto& translation : page.translations) {
    if (translation.language == language) return &translation.path;
  }
  return nullptr;
}

// Every language of the region; one that lacks this page leads to its home page.
std::vector<web::View> language_views(const Page& page, RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& language : context.region().languages) {
    const auto* path = translated(page, language);
    web::View view;
    view.set("language", language)
        .set("name", base::language_name(language))
        .set("href", path ? *path : context.region().prefix(language) + "/")
        .set("current", language == context.language());
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<web::View> alternate_views(const Page& page, RenderContext& context, const std::string& public_url) {
  std::vector<web::View> views;
  const auto add = [&](const std::string& language, const std::string& path) {
    web::View view;
    view.set("language", language).set("href", public_url + path);
    views.push_back(std::move(view));
  };
  for (const auto& translation : page.translations) add(translation.language, translation.path);
  if (const auto* first = translated(page, context.region().first_language())) add("x-default", *first);
  return views;
}

std::vector<web::View> breadcrumb_views(const Page& page, const std::string& home, RenderContext& context) {
  std::vector<web::View> views;
  const auto add = [&](const std::string& label, const std::string& href, bool current) {
    web::View view;
    view.set("label", label).set("href", href).set("current", current);
    views.push_back(std::move(view));
  };
  add(context.text("breadcrumbs.home"), home, false);
  for (const auto& crumb : page.breadcrumbs) add(crumb.label, crumb.href, false);
  add(page.head.title, "", true);
  return views;
}

// Of an audience's entrance; empty for other pages.
std::string own_feed(const Page& page, const RenderContext& context) {
  const auto* type = context.services().registry.document_type(page.page_class);
  return type && has_feed(*type) && !page.path.empty() ? feed_path(page.path) : std::string();
}

std::string full_title(const Page& page, const Site& site, bool is_home) {
  return is_home ? page.head.title : page.head.title + " – " + site.title;
}

}  // namespace

base::Result<std::shared_ptr<const Site>> site_of(RenderContext& context) {
  if (const auto document = TRY(context.document("site", "site"))) return document->body.as<Site>();
  Site site;
  site.title = context.region().name;
  return std::make_shared<const Site>(std::move(site));
}

base::Result<std::string> Shell::wrap(const Page& page, RenderContext& context) const {
  const auto kept_site = TRY(site_of(context));
  const auto& site = *kept_site;
  const auto home = context.region().prefix(context.language()) + "/";
  const bool is_home = page.path == home;
  std::vector<web::View> sources;
  for (const auto& figure : context.sources()) sources.push_back(content::figure_view(figure));

  web::View view;
  view.set("language", context.language())
      .set("title", full_title(page, site, is_home))
      .set("description", page.head.description)
      .set("canonical", page.path.empty() ? "" : public_url_ + page.path)
      .set("og_type", page.og_type)
      .set("page_class", page.page_class)
      .set("site_title", site.title)
      .set("site_tagline", site.tagline)
      .set("notice", site.notice)
      .set("publisher", site.publisher)
      .set("home_href", home)
      .set("feed_href", context.region().prefix(context.language()) + "/feed.xml")
      .set("own_feed_href", own_feed(page, context))
      .set("own_feed_title", context.text("feed.title_for", {{"audience", page.head.title}}))
      .set("css_href", assets_.url("site.css"))
      .set("stylesheets", TRY(content::stylesheet_addresses(context)))
      .set("js_href", assets_.url("site.js"))
      .set("icon_href", assets_.url("favicon.svg"))
      .set("font_href", assets_.url("display.woff2"))
      .set("text_font_href", assets_.url("text.woff2"))
      .set("alternates", alternate_views(page, context, public_url_))
      .set("languages", language_views(page, context))
      .set("navigation", link_views(site.navigation, page.path, context))
      .set("footer", footer_views(site, context))
      .set("has_breadcrumbs", !is_home && !page.path.empty())
      .set("breadcrumbs", breadcrumb_views(page, home, context))
      .set("has_sources", !sources.empty())
      .set("sources", std::move(sources))
      .set("search_action", search_path(context.region(), context.language()))
      .set("has_search", page.page_class != "search")
      .set("json_ld_html", json_ld(page, site, {home, search_path(context.region(), context.language())},
                                   context.language(), public_url_))
      .set("body_html", page.body);
  TRY(set_card(view, page, site, context, public_url_));
  return context.render("theme/layout", view).str();
}

}  // namespace smartmove::site
