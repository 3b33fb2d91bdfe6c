#include "app/search_names.hpp"

#include "audiences/audience.hpp"
#include "places/fact_store.hpp"

namespace smartmove::app {
namespace {

using Names = site::SearchNames::Names;

base::Result<Names> audience_names(content::RenderContext& context) {
  Names names;
  for (const auto& document : TRY(context.documents("audience"))) {
    names.emplace(document.key, TRY(document.body.as<audiences::Audience>())->name);
  }
  return names;
}

base::Result<Names> place_names(storage::Session& session, const std::string& language) {
  Names names;
  for (const auto& place : TRY(places::FactStore(session).places())) {
    names.emplace(place.code, places::in_language(place.names, language));
  }
  return names;
}

}  // namespace

site::SearchNames search_names() { return {audience_names, place_names}; }

}  // namespace smartmove::app
