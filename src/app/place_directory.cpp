#include "app/place_directory.hpp"

#include "places/fact_store.hpp"
#include "places/place_page.hpp"

namespace smartmove::app {

base::Result<profiles::PlaceName> PlacePages::find(content::RenderContext& context, const std::string& code) const {
  for (const auto& link : TRY(places::place_links(context))) {
    if (link.code == code) return profiles::PlaceName{link.name, link.href};
  }
  context.tag("places");
  const auto place = TRY(places::FactStore(context.session()).place(code));
  return profiles::PlaceName{place ? places::in_language(place->names, context.language()) : code, ""};
}

}  // namespace smartmove::app
