#include "comparisons/page_comparison.hpp"

#include "comparisons/match.hpp"
#include "comparisons/opponents.hpp"
#include "content/collect_text.hpp"
#include "places/place_page.hpp"

namespace smartmove::comparisons {
namespace {

base::Result<content::PageView> view(const Comparison& comparison, content::RenderContext& context) {
  context.set_place(comparison.here.value);
  auto match = TRY(match_of(comparison, context));
  content::PageView made;
  made.view.set("headline", comparison.headline)
      .set("lead_html", context.rich_text(comparison.lead))
      .set("corners", corners_view(match.score, match.names, context))
      .set("notices", silent_views(match.without_figures, context))
      .set("rounds", std::move(match.rounds))
      .set("drawbacks_html", context.rich_text(comparison.drawbacks))
      .set("text_html", context.rich_text(comparison.text))
      .set("blocks_html", TRY(context.blocks(comparison.blocks)));
  made.breadcrumbs.push_back({context.text("comparison.crumb"), compare_path(context.region(), context.language())});
  return made;
}

content::SearchEntry search_entry(const Comparison& comparison) {
  content::SearchEntry entry;
  entry.title = comparison.title;
  entry.text = comparison.headline + "\n" + content::plain_text(comparison.lead);
  content::collect_text(comparison.rows, entry.text);
  content::collect_text(comparison.text, entry.text);
  entry.text += content::plain_text(comparison.drawbacks);
  entry.place = comparison.here.value;
  return entry;
}

}  // namespace

content::DocumentType comparison_type() {
  content::DocumentTypeSpec<Comparison> spec;
  spec.name = "comparison";
  spec.paths = {{"sv", "/jamfor/{slug}"}, {"", "/compare/{slug}"}};
  spec.template_name = "comparisons/comparison";
  spec.og_type = "article";
  spec.in_feed = true;
  spec.fields = {
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines and feeds.", 200},
      {"headline", "Headline", "The duel in one line.", 120},
      {"here", "Here", "The code of the place that speaks.", 0},
      {"there", "There", "The code of the place that it measures itself against.", 0},
      {"rows", "Rounds", "A theme each, with an indicator, a text or both, and a punchline for each place.", 0},
      {"drawbacks", "Drawbacks", "What speaks against moving here. Honesty convinces.", 0},
  };
  spec.rules = check_comparison;
  spec.head = [](const Comparison& comparison) { return content::PageHead{comparison.title, comparison.description}; };
  spec.view = [](const Comparison& comparison, const content::PublishedDocument&, content::RenderContext& context) {
    return view(comparison, context);
  };
  spec.search = [](const Comparison& comparison, const content::PublishedDocument&) {
    return search_entry(comparison);
  };
  spec.card = [](const Comparison& comparison, const content::PublishedDocument&,
                 content::RenderContext& context) -> base::Result<content::CardSubject> {
    return content::CardSubject{
        comparison.headline, "night", {}, TRY(places::emblem_of(context, comparison.here.value)), comparison.title};
  };
  spec.schema_org = [](const Comparison& comparison, const content::PublishedDocument& document,
                       content::RenderContext& context) {
    boost::json::array about;
    for (const auto& code : {comparison.here.value, comparison.there.value}) {
      const auto name = name_of_place(context, code);
      about.push_back(boost::json::object{{"@type", "Place"}, {"name", name ? *name : code}, {"identifier", code}});
    }
    return boost::json::object{{"@type", "Article"},
                               {"headline", comparison.title},
                               {"description", comparison.description},
                               {"about", std::move(about)},
                               {"datePublished", base::to_iso8601(document.published_at)},
                               {"url", document.path}};
  };
  return content::document_type(std::move(spec));
}

}  // namespace smartmove::comparisons
