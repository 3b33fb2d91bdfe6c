#include "comparisons/choose_view.hpp"

#include "places/fact_store.hpp"

namespace smartmove::comparisons {
namespace {

/// That the page has the list of places: forms after the first refer to it.
struct ListIsThere {};

web::View choice(std::string_view name, const std::string& label, const std::string& word, const Opponents& opponents) {
  const auto* place = opponents.find(word);
  web::View view;
  view.set("name", name).set("label", label).set("value", place ? opponents.label(*place) : word);
  return view;
}

std::vector<web::View> options(const Opponents& opponents) {
  std::vector<web::View> made;
  for (const auto& place : opponents.by_name()) {
    web::View option;
    option.set("label", opponents.label(place));
    made.push_back(std::move(option));
  }
  return made;
}

}  // namespace

base::Result<Opponents> opponents(content::RenderContext& context) {
  context.tag("places");
  return Opponents(TRY(places::FactStore(context.session()).places()), context.language());
}

base::Result<web::View> form_view(const Opponents& opponents, content::RenderContext& context, const std::string& here,
                                  const std::string& there) {
  bool first = false;
  TRY(context.once<ListIsThere>([&]() -> base::Result<ListIsThere> {
    first = true;
    return ListIsThere{};
  }));
  web::View view;
  view.set("action", compare_path(context.region(), context.language()))
      .set("choices", std::vector<web::View>{choice("here", context.text("comparison.form.here"), here, opponents),
                                             choice("there", context.text("comparison.form.there"), there, opponents)})
      .set("has_list", first)
      .set("options", first ? options(opponents) : std::vector<web::View>{});
  return view;
}

}  // namespace smartmove::comparisons
