#include "comparisons/choose_view.hpp"
#include "comparisons/comparison.hpp"
#include "comparisons/pages.hpp"
#include "comparisons/round_view.hpp"

namespace smartmove::comparisons {
namespace {

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

const std::string& code_of(const places::Place* place) {
  static const std::string none;
  return place ? place->code : none;
}

}  // namespace

ChooseAgain unknown_place(const content::RenderContext& context, const std::string& word) {
  ChooseAgain why;
  why.title = context.text("comparison.unknown_place.title");
  why.notice = context.text("comparison.unknown_place.text", {{"place", word}});
  return why;
}

ChooseAgain same_place(const content::RenderContext& context, const std::string& name) {
  ChooseAgain why;
  why.title = context.text("comparison.same_place.title", {{"place", name}});
  why.notice = context.text("comparison.same_place.text");
  return why;
}

base::Result<web::Response> ask_to_choose(content::RenderContext& context, const content::PageShell& shell,
                                          const ChooseAgain& why) {
  const auto all = TRY(opponents(context));
  const auto written = TRY(written_views(context));
  const bool usual = why.title.empty();
  web::View view;
  view.set("title", usual ? context.text("comparison.choose.heading") : why.title)
      .set("notice", why.notice)
      .set("form", TRY(form_view(all, context, why.here, why.there)))
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
  ChooseAgain why;
  if (!here.empty() && !one) {
    why = unknown_place(context, here);
  } else if (!there.empty() && !other) {
    why = unknown_place(context, there);
  } else if (one && other && one != other) {
    return web::redirect(pair_path(context.region(), all, context.language(), *one, *other), 303);
  } else if (one && one == other) {
    why = same_place(context, all.name(*one));
    other = nullptr;
  }
  why.here = code_of(one);
  why.there = code_of(other);
  return ask_to_choose(context, shell, why);
}

}  // namespace smartmove::comparisons
