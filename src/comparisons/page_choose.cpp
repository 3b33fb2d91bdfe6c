#include "base/text.hpp"
#include "comparisons/choose_view.hpp"
#include "comparisons/comparison.hpp"
#include "comparisons/pages.hpp"
#include "comparisons/round_view.hpp"

namespace smartmove::comparisons {
namespace {

constexpr std::size_t most_suggestions = 6;

// What editors have written, by key.
base::Result<std::vector<web::View>> written_views(content::RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& document : TRY(context.documents("comparison"))) {
    const auto comparison = TRY(document.body.as<Comparison>());
    web::View view;
    view.set("here", TRY(name_of_place(context, comparison->here.value)))
        .set("there", TRY(name_of_place(context, comparison->there.value)))
        .set("headline", comparison->headline)
        .set("href", document.path);
    views.push_back(std::move(view));
  }
  return views;
}

// To the comparison, or, where the other place is not chosen, to the form with this one in it.
std::string address_with(const places::Place& place, const places::Place* other, bool is_here,
                         const Opponents& opponents, const content::RenderContext& context) {
  const auto& region = context.region();
  if (!other || other == &place) {
    return compare_path(region, context.language()) + (is_here ? "?here=" : "?there=") + place.code;
  }
  return is_here ? pair_path(region, opponents, context.language(), place, *other)
                 : pair_path(region, opponents, context.language(), *other, place);
}

std::vector<web::View> suggestions(const Opponents& opponents, const content::RenderContext& context,
                                   const ChooseAgain& why) {
  if (why.unknown.empty()) return {};
  const bool is_here = why.unknown == why.here;
  const auto* other = opponents.find(is_here ? why.there : why.here);
  std::vector<web::View> views;
  for (const auto* place : opponents.like(why.unknown, most_suggestions)) {
    web::View view;
    view.set("name", opponents.label(*place)).set("href", address_with(*place, other, is_here, opponents, context));
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace

ChooseAgain unknown_place(const content::RenderContext& context, const Opponents& opponents, const std::string& here,
                          const std::string& there) {
  ChooseAgain why;
  why.here = here;
  why.there = there;
  why.unknown = !here.empty() && !opponents.find(here) ? here : there;
  const std::string key = opponents.is_ambiguous(why.unknown) ? "ambiguous_place" : "unknown_place";
  why.title = context.text("comparison." + key + ".title");
  why.notice = context.text("comparison." + key + ".text", {{"place", base::truncate(why.unknown, 100)}});
  return why;
}

ChooseAgain same_place(const content::RenderContext& context, const std::string& name) {
  ChooseAgain why;
  why.title = context.text("comparison.same_place.title", {{"place", name}});
  why.notice = context.text("comparison.same_place.text");
  return why;
}

base::Result<web::Response> ask_to_choose(content::RenderContext& context, const content::PageShell& shell,
                                          const Opponents& opponents, const ChooseAgain& why) {
  const auto written = TRY(written_views(context));
  const auto suggested = suggestions(opponents, context, why);
  const bool usual = why.title.empty();
  web::View view;
  view.set("title", usual ? context.text("comparison.choose.heading") : why.title)
      .set("notice", why.notice)
      .set("form", TRY(form_view(opponents, context, why.here, why.there)))
      .set("has_suggestions", !suggested.empty())
      .set("suggestions", suggested)
      .set("has_written", !written.empty())
      .set("written", written);
  content::Page page;
  page.page_class = "choose";
  if (usual) page.path = compare_path(context.region(), context.language());
  page.head = {usual ? context.text("comparison.choose.title") : why.title,
               context.text("comparison.choose.description")};
  page.translations = compare_addresses(context.region());
  page.body = context.render("comparisons/choose", view);

  auto response = web::html(TRY(shell.wrap(page, context)));
  response.status = why.status;
  if (!usual) response.headers.emplace_back("X-Robots-Tag", "noindex");
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return response;
}

base::Result<web::Response> choose_page(content::RenderContext& context, const content::PageShell& shell,
                                        const web::Request& request) {
  const auto here = request.query_value("here").value_or("");
  const auto there = request.query_value("there").value_or("");
  const auto all = TRY(opponents(context));
  const auto* one = all.find(here);
  const auto* other = all.find(there);
  if ((!here.empty() && !one) || (!there.empty() && !other)) {
    return ask_to_choose(context, shell, all, unknown_place(context, all, here, there));
  }
  if (one && other && one != other) {
    return web::redirect(pair_path(context.region(), all, context.language(), *one, *other), 303);
  }
  ChooseAgain why;
  if (one && one == other) why = same_place(context, all.name(*one));
  why.here = here;
  if (one != other) why.there = there;
  return ask_to_choose(context, shell, all, why);
}

}  // namespace smartmove::comparisons
