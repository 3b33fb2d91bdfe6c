#include <algorithm>

#include "base/text.hpp"
#include "comparisons/choose_view.hpp"
#include "comparisons/comparison.hpp"
#include "comparisons/duel.hpp"
#include "comparisons/pages.hpp"
#include "comparisons/round_view.hpp"

namespace smartmove::comparisons {
namespace {

/// Two places that differ, at the one address of their comparison.
struct Pair {
  const places::Place& here;
  const places::Place& there;
  Names names;
};

struct Written {
  std::string path;
  std::string headline;
};

// What an editor has written about these two, in this order.
base::Result<std::optional<Written>> written_about(const Pair& pair, content::RenderContext& context) {
  for (const auto& document : TRY(context.documents("comparison"))) {
    const auto comparison = TRY(document.body.as<Comparison>());
    if (comparison->here.value == pair.here.code && comparison->there.value == pair.there.code) {
      return std::optional(Written{document.path, comparison->headline});
    }
  }
  return std::optional<Written>{};
}

std::vector<web::View> rounds_with(Verdict verdict, const Duel& duel, const Pair& pair,
                                   content::RenderContext& context) {
  std::vector<Round> rounds;
  for (const auto& row : duel.rows) {
    if (row.verdict != verdict) continue;
    Round round;
    round.here = context.shown_figure(duel.here, row.indicator);
    round.there = context.shown_figure(duel.there, row.indicator);
    round.theme = round.here->indicator;
    round.judgement = Judgement{row.verdict, false, false, row.other_period};
    round.direction = row.direction;
    rounds.push_back(std::move(round));
  }
  std::sort(rounds.begin(), rounds.end(),
            [&](const Round& a, const Round& b) { return base::collate(context.language(), a.theme, b.theme) < 0; });
  std::vector<web::View> views;
  for (const auto& round : rounds) views.push_back(round_view(round, pair.names, context));
  return views;
}

std::vector<web::View> groups_of(const Duel& duel, const Pair& pair, content::RenderContext& context) {
  std::vector<web::View> groups;
  for (const auto verdict : {Verdict::here, Verdict::there, Verdict::draw, Verdict::unknown}) {
    auto rounds = rounds_with(verdict, duel, pair, context);
    if (rounds.empty()) continue;
    const std::string name = boost::describe::enum_to_string(verdict, "");
    const auto key = "comparison.group." + name;
    web::View group;
    group.set("id", "rounds-" + name).set("rounds", std::move(rounds));
    if (verdict == Verdict::here || verdict == Verdict::there) {
      group.set("heading",
                context.text(key, {{"place", verdict == Verdict::here ? pair.names.here : pair.names.there}}));
    } else {
      group.set("heading", context.text(key));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<std::string> without_figures(const Duel& duel, const Pair& pair) {
  const auto silent = [&](DuelSide DuelRow::*side) {
    return std::none_of(duel.rows.begin(), duel.rows.end(),
                        [&](const DuelRow& row) { return (row.*side).value.has_value(); });
  };
  std::vector<std::string> names;
  if (silent(&DuelRow::here)) names.push_back(pair.names.here);
  if (silent(&DuelRow::there)) names.push_back(pair.names.there);
  return names;
}

std::vector<content::LanguageAddress> in_every_language(const Pair& pair, const Opponents& all,
                                                        const content::RenderContext& context) {
  const auto& region = context.region();
  std::vector<content::LanguageAddress> addresses;
  for (const auto& language : region.languages) {
    const bool own = language == context.language();
    addresses.push_back(
        {language, own ? pair_path(region, all, language, pair.here, pair.there)
                       : pair_path(region, Opponents(all.by_name(), language), language, pair.here, pair.there)});
  }
  return addresses;
}

boost::json::object schema_org(const content::Page& page, const Pair& pair) {
  boost::json::array about;
  for (const auto& [place, name] :
       {std::pair(&pair.here, &pair.names.here), std::pair(&pair.there, &pair.names.there)}) {
    about.push_back(boost::json::object{{"@type", "Place"}, {"name", *name}, {"identifier", place->code}});
  }
  return {{"@type", "WebPage"}, {"name", page.head.title}, {"about", std::move(about)}, {"url", page.path}};
}

base::Result<web::Response> show(const Pair& pair, const std::string& path, const Opponents& all,
                                 content::RenderContext& context, const content::PageShell& shell) {
  context.set_place(pair.here.code);
  for (const auto* tag : {"indicators", "facts"}) context.tag(tag);
  const auto duel = TRY(duel_of(context.session(), pair.here.code, pair.there.code));
  const auto written = TRY(written_about(pair, context));
  auto groups = groups_of(duel, pair, context);
  web::View view;
  view.set("headline",
           context.text("comparison.pair.headline", {{"here", pair.names.here}, {"there", pair.names.there}}))
      .set("corners", corners_view(duel.score, pair.names, context))
      .set("notices", silent_views(without_figures(duel, pair), context))
      .set("is_empty", groups.empty())
      .set("groups", std::move(groups))
      .set("swap_href", pair_path(context.region(), all, context.language(), pair.there, pair.here))
      .set("form", TRY(form_view(all, context, pair.here.code, pair.there.code)));
  if (written) view.set("written_href", written->path).set("written_headline", written->headline);

  content::Page page;
  page.page_class = "pair";
  page.path = written ? written->path : path;  // the editor's page is the one that others should find
  const base::Translations::Arguments names{{"here", pair.names.here}, {"there", pair.names.there}};
  page.head = {context.text("comparison.pair.title", names), context.text("comparison.pair.description", names)};
  page.breadcrumbs = {{context.text("comparison.crumb"), compare_path(context.region(), context.language())}};
  page.translations = in_every_language(pair, all, context);
  page.schema_org.push_back(schema_org(page, pair));
  page.body = context.render("comparisons/pair", view);
  auto response = web::html(TRY(shell.wrap(page, context)));
  if (!written) response.headers.emplace_back("X-Robots-Tag", "noindex");
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return response;
}

}  // namespace

base::Result<web::Response> pair_page(content::RenderContext& context, const content::PageShell& shell,
                                      const std::string& here, const std::string& there) {
  const auto all = TRY(opponents(context));
  const auto* one = all.find(here);
  const auto* other = all.find(there);
  if (!one || !other) {
    auto why = unknown_place(context, all, here, there);
    why.status = 404;
    return ask_to_choose(context, shell, all, why);
  }
  if (one == other) {
    auto why = same_place(context, all.name(*one));
    why.here = one->code;
    return ask_to_choose(context, shell, all, why);
  }
  const auto path = pair_path(context.region(), all, context.language(), *one, *other);
  if (path != compare_path(context.region(), context.language()) + "/" + here + "/" + there) {
    auto response = web::redirect(path, 301);
    response.tags = context.tags();
    return response;
  }
  return show({*one, *other, {all.name(*one), all.name(*other)}}, path, all, context, shell);
}

}  // namespace smartmove::comparisons
