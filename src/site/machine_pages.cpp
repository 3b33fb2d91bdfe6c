#include "site/machine_pages.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.hpp"
#include "content/document_store.hpp"
#include "content/registry.hpp"
#include "site/feeds.hpp"
#include "site/search_services.hpp"
#include "site/shell.hpp"

namespace smartmove::site {
namespace {

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20; }, ' ');
  return text;
}

// A title is no Markdown: what would be read as such is written out.
std::string markdown_text(const std::string& text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (std::string_view("\\`*_[]<>").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

void depends_on_schedule(content::RenderContext& context, web::Response& response) {
  response.tags = context.tags();
  response.tags.emplace_back("addresses");
  response.fresh_until = context.fresh_until();
}

std::string alternate(const std::string& language, const std::string& address) {
  return fmt::format("    <xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>\n", language,
                     base::escape_html(address));
}

std::string alternates_of(const std::vector<content::LanguageAddress>& pages, const content::Region& region,
                          const std::string& public_url) {
  std::string alternates;
  for (const auto& page : pages) alternates += alternate(page.language, public_url + page.path);
  for (const auto& page : pages) {
    if (page.language == region.first_language()) alternates += alternate("x-default", public_url + page.path);
  }
  return alternates;
}

std::string url_entry(const std::string& address, const std::string& changed, const std::string& alternates) {
  return fmt::format("  <url>\n    <loc>{}</loc>\n{}{}  </url>\n", base::escape_html(address), changed, alternates);
}

}  // namespace

base::Result<web::Response> sitemap(content::RenderContext& context, const std::string& public_url,
                                    const std::vector<StandingPage>& standing) {
  content::DocumentStore store(context.session());
  if (const auto next = TRY(store.next_schedule(context.now()))) context.valid_until(*next);
  std::map<std::string, std::vector<content::PageAddress>> documents;
  for (auto& page : TRY(store.published_pages(context.now()))) {
    if (context.region().speaks(page.language)) documents[page.type + "/" + page.key].push_back(page);
  }

  std::string urls;
  for (const auto& page : standing) {
    const auto alternates = alternates_of(page, context.region(), public_url);
    for (const auto& each : page) urls += url_entry(public_url + each.path, "", alternates);
  }
  for (const auto& [reference, pages] : documents) {
    std::vector<content::LanguageAddress> addresses;
    for (const auto& page : pages) addresses.push_back({page.language, page.path});
    const auto alternates = alternates_of(addresses, context.region(), public_url);
    for (const auto& page : pages) {
      const auto changed = fmt::format("    <lastmod>{}</lastmod>\n", base::to_iso8601(page.changed_at));
      urls += url_entry(public_url + page.path, changed, alternates);
    }
  }
  auto response = web::xml(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n" +
      urls + "</urlset>\n");
  depends_on_schedule(context, response);
  return response;
}

web::Response robots(const std::string& public_url) {
  return web::text(
      fmt::format("User-agent: *\nAllow: /\nDisallow: /healthz\nDisallow: /readyz\nDisallow: /metrics\n\n"
                  "Sitemap: {}/sitemap.xml\n",
                  public_url));
}

base::Result<web::Response> llms(content::RenderContext& context, const std::string& public_url) {
  const auto site = TRY(site_of(context));
  if (const auto next = TRY(content::DocumentStore(context.session()).next_schedule(context.now()))) {
    context.valid_until(*next);
  }
  std::string out =
      fmt::format("# {}\n\n> {}\n\n{}\n", one_line(site->title), one_line(site->description), one_line(site->notice));
  for (const auto& [name, type] : context.services().registry.document_types()) {
    if (type.paths.empty()) continue;
    std::string links;
    for (const auto& document : TRY(context.documents(name))) {
      const auto head = TRY(type.head(document.body));
      links += fmt::format("- [{}]({}{}): {}\n", markdown_text(head.title), public_url, document.path,
                           markdown_text(head.description));
    }
    if (!links.empty()) out += fmt::format("\n## {}\n\n{}", kind_label(context, name, 2), links);
  }
  out += fmt::format("\n## API\n\n- [OpenAPI]({0}/api/v1/openapi.json)\n- [Sitemap]({0}/sitemap.xml)\n", public_url);
  for (const auto& path : TRY(feed_paths(context))) out += fmt::format("- [Atom]({}{})\n", public_url, path);
  auto response = web::text(std::move(out));
  response.content_type = "text/markdown; charset=utf-8";
  depends_on_schedule(context, response);
  return response;
}

}  // namespace smartmove::site
