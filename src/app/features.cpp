#include "app/features.hpp"

#include "app/place_directory.hpp"
#include "audiences/audience.hpp"
#include "campaigns/campaign_type.hpp"
#include "comparisons/api.hpp"
#include "comparisons/contribution.hpp"
#include "content/blocks_builtin.hpp"
#include "content/pictures.hpp"
#include "places/api.hpp"
#include "places/contribution.hpp"
#include "places/figures.hpp"
#include "profiles/contribution.hpp"
#include "site/documents.hpp"
#include "site/search_api.hpp"
#include "sources/contribution.hpp"
#include "stories/contribution.hpp"

namespace smartmove::app {

struct Features::Plugs {
  PlacePages places;
};

namespace {

stories::FindPlace story_places(const PlacePages& pages) {
  return [&pages](content::RenderContext& context, const std::string& code) -> base::Result<stories::PlaceName> {
    const auto found = TRY(pages.find(context, code));
    return stories::PlaceName{found.name, found.href};
  };
}

}  // namespace

Features::Features(media::MediaStore& media, const media::Limits& limits, std::vector<content::Contribution> more)
    : plugs_(std::make_unique<Plugs>()) {
  std::vector<content::Contribution> contributions;
  contributions.push_back(content::contribution());
  contributions.push_back(content::pictures(media, limits));
  contributions.push_back(audiences::contribution());
  contributions.push_back(places::contribution());
  contributions.push_back(profiles::contribution(plugs_->places));
  contributions.push_back(stories::contribution(story_places(plugs_->places)));
  contributions.push_back(comparisons::contribution());
  contributions.push_back(sources::contribution());
  contributions.push_back(campaigns::contribution());
  contributions.push_back(site::contribution());
  for (auto& contribution : more) contributions.push_back(std::move(contribution));
  registry_ = std::make_unique<content::Registry>(std::move(contributions));
}

Features::~Features() = default;

std::vector<web::ApiOperation> api_operations(storage::Database& database, const site::SearchServices& search) {
  std::vector<web::ApiOperation> all;
  for (auto& operation : places::api_operations(database)) all.push_back(std::move(operation));
  for (auto& operation : comparisons::api_operations(database)) all.push_back(std::move(operation));
  for (auto& operation : site::search_api(search)) all.push_back(std::move(operation));
  return all;
}

std::vector<std::string> template_names(const content::Registry& registry) {
  auto names = registry.template_names();
  names.insert(names.end(), {"theme/layout", "site/error", "site/search", "site/styleguide", "comparisons/choose",
                             "comparisons/pair"});
  return names;
}

content::FigureSourceFactory figure_sources(const base::Translations& translations) {
  return [&translations](storage::Session& session, const content::Region&, const std::string& language,
                         base::Date today) { return places::latest_figures(session, translations, language, today); };
}

}  // namespace smartmove::app
