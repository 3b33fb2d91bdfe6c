#include "site/search_page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "site/search_filters.hpp"

namespace smartmove::site {
namespace {

constexpr std::size_t hits_on_a_page = 10;

std::size_t last_page(std::size_t total) {
  const auto reachable = std::min(total, search::max_depth);
  return std::max<std::size_t>(1, (reachable + hits_on_a_page - 1) / hits_on_a_page);
}

web::SafeHtml marked(const std::vector<search::Fragment>& fragments) {
  std::string html;
  for (const auto& each : fragments) {
    const auto text = base::escape_html(each.text);
    html += each.hit ? "<mark>" + text + "</mark>" : text;
  }
  return web::SafeHtml::trusted(std::move(html));
}

std::vector<web::View> hit_views(const search::Found& found, const content::RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& hit : found.hits) {
    web::View view;
    view.set("title", hit.title)
        .set("href", hit.path)
        .set("kind_label", kind_label(context, hit.kind))
        .set("snippet_html", marked(hit.snippet));
    views.push_back(std::move(view));
  }
  return views;
}

// Where to go instead: home, and where the site itself says that one may go.
base::Result<std::vector<web::View>> ways_on(content::RenderContext& context) {
  std::vector<web::View> views;
  const auto add = [&](const std::string& label, const std::string& href) {
    web::View view;
    view.set("label", label).set("href", href);
    views.push_back(std::move(view));
  };
  add(context.text("breadcrumbs.home"), context.region().prefix(context.language()) + "/");
  const auto site = TRY(site_of(context));
  for (const auto& link : site->navigation) {
    if (const auto href = context.href(link.to.to); !href.empty()) add(link.label, href);
  }
  return views;
}

class SearchPage {
 public:
  SearchPage(content::RenderContext& context, SearchAddress address, const search::Found& found)
      : context_(context), address_(std::move(address)), found_(found) {}

  base::Result<web::View> view(const SearchNames& names) {
    const bool asked = !address_.text.empty();
    web::View view;
    view.set("action", href({}))
        .set("query", address_.text)
        .set("asked", asked)
        .set("empty", asked && found_.hits.empty())
        .set("some_words", found_.some_words)
        .set("language", context_.language())
        .set("has_hits", !found_.hits.empty())
        .set("hits", hit_views(found_, context_))
        .set("start", std::to_string((address_.page - 1) * hits_on_a_page + 1))
        .set("ways", TRY(ways_on(context_)));
    if (asked) view.set("count", count());
    if (!found_.suggestion.empty()) {
      view.set("suggestion", found_.suggestion).set("suggestion_href", href({found_.suggestion, {}, {}, {}}));
    }
    if (asked) {
      auto filters = TRY(search_filters(context_, address_, found_.facets, names));
      view.set("has_filters", !filters.empty()).set("filters", std::move(filters));
    }
    add_paging(view);
    return view;
  }

 private:
  std::string href(const SearchAddress& address) const {
    return search_href(context_.region(), context_.language(), address);
  }

  std::string count() const {
    return context_.text("search.count",
                         {{"count", static_cast<std::int64_t>(found_.total)}, {"query", address_.text}});
  }

  void add_paging(web::View& view) const {
    const auto last = last_page(found_.total);
    if (last == 1) return;
    const auto to = [&](std::size_t page) {
      auto other = address_;
      other.page = page;
      return href(other);
    };
    view.set("has_paging", true)
        .set("page_label", context_.text("search.page", {{"page", static_cast<std::int64_t>(address_.page)},
                                                         {"last", static_cast<std::int64_t>(last)}}));
    if (address_.page > 1) view.set("previous_href", to(address_.page - 1));
    if (address_.page < last) view.set("next_href", to(address_.page + 1));
  }

  content::RenderContext& context_;
  SearchAddress address_;
  const search::Found& found_;
};

base::Result<search::Found> found_at(const SearchServices& services, content::RenderContext& context,
                                     const SearchAddress& address) {
  search::Request request;
  request.text = address.text;
  request.kind = address.kind;
  request.audience = address.audience;
  request.place = address.place;
  request.limit = hits_on_a_page;
  request.offset = (std::min(address.page, last_page(search::max_depth)) - 1) * hits_on_a_page;
  return find(services, context, request);
}

// The same search in every language: the words are the visitor's, but filters are named alike everywhere.
std::vector<content::LanguageAddress> translations(const content::RenderContext& context,
                                                   const SearchAddress& address) {
  std::vector<content::LanguageAddress> all;
  for (const auto& language : context.region().languages) {
    all.push_back({language, search_href(context.region(), language, {address.text, {}, {}, {}})});
  }
  return all;
}

}  // namespace

base::Result<web::Response> search_page(const SearchServices& services, const Shell& shell,
                                        content::RenderContext& context, SearchAddress address) {
  auto found = TRY(found_at(services, context, address));
  if (address.page > last_page(found.total)) {
    address.page = last_page(found.total);
    found = TRY(found_at(services, context, address));
  }
  const bool asked = !address.text.empty();
  content::Page page;
  page.page_class = "search";
  page.path = search_path(context.region(), context.language());
  page.head = {asked ? context.text("search.title_of", {{"query", address.text}}) : context.text("search.title"),
               context.text("search.description")};
  page.translations = translations(context, address);
  page.body = context.render("site/search", TRY(SearchPage(context, address, found).view(services.names)));

  auto response = web::html(TRY(shell.wrap(page, context)));
  TRY(context.finish());
  // Results are for people; crawlers find the pages themselves in the sitemap.
  if (asked) response.headers.emplace_back("X-Robots-Tag", "noindex");
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return response;
}

}  // namespace smartmove::site
