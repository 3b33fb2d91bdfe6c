#include "comparisons/choose_view.hpp"

#include <set>

#include "places/fact_store.hpp"

namespace smartmove::comparisons {
namespace {

using places::PlaceKind;

std::vector<web::View> groups(const std::vector<places::Place>& places, const Opponents& opponents,
                              const content::RenderContext& context, const std::string& chosen) {
  std::vector<web::View> made;
  for (const auto kind : {PlaceKind::municipality, PlaceKind::city, PlaceKind::county, PlaceKind::country}) {
    std::vector<web::View> options;
    for (const auto& place : places) {
      if (place.kind != kind) continue;
      web::View option;
      option.set("code", place.code).set("name", opponents.name(place)).set("chosen", place.code == chosen);
      options.push_back(std::move(option));
    }
    if (options.empty()) continue;
    web::View group;
    group.set("label", context.text(std::string("comparison.kind.") + boost::describe::enum_to_string(kind, "")))
        .set("options", std::move(options));
    made.push_back(std::move(group));
  }
  return made;
}

web::View choice(std::string_view name, const std::string& label, std::vector<web::View> groups) {
  web::View view;
  view.set("name", name).set("label", label).set("groups", std::move(groups));
  return view;
}

base::Result<std::vector<places::Place>> with_figures(const Opponents& opponents, content::RenderContext& context) {
  context.tag("facts");
  std::set<std::string> known;
  for (const auto& fact : TRY(places::FactStore(context.session()).latest_facts())) {
    if (fact.value) known.insert(fact.place);
  }
  auto places = opponents.by_name();
  std::erase_if(places, [&](const places::Place& place) { return !known.contains(place.code); });
  return places;
}

}  // namespace

base::Result<Opponents> opponents(content::RenderContext& context) {
  context.tag("places");
  return Opponents(TRY(places::FactStore(context.session()).places()), context.language());
}

base::Result<web::View> form_view(const Opponents& opponents, content::RenderContext& context, const std::string& here,
                                  const std::string& there) {
  const auto places = TRY(with_figures(opponents, context));
  web::View view;
  view.set("action", compare_path(context.region(), context.language()))
      .set("choices",
           std::vector<web::View>{
               choice("here", context.text("comparison.form.here"), groups(places, opponents, context, here)),
               choice("there", context.text("comparison.form.there"), groups(places, opponents, context, there))});
  return view;
}

}  // namespace smartmove::comparisons
