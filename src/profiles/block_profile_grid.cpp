#include "profiles/block_profile_grid.hpp"

#include <algorithm>

#include "profiles/profile.hpp"

namespace smartmove::profiles {
namespace {

struct Grid {
  std::string heading;
  int count = 0;
  bool filter = false;  // only those of the page's place and audiences
};
BOOST_DESCRIBE_STRUCT(Grid, (), (heading, count, filter))

bool fits(const Profile& profile, const content::RenderContext& context) {
  if (!context.place().empty()) return profile.place.value == context.place();
  if (context.audiences().empty() || profile.audiences.empty()) return true;
  return std::any_of(profile.audiences.begin(), profile.audiences.end(),
                     [&](const auto& audience) { return context.audiences().contains(audience.value); });
}

base::Result<web::View> view(const Grid& grid, content::RenderContext& context, const PlaceDirectory& places) {
  std::vector<web::View> profiles;
  for (const auto& document : TRY(context.documents("profile"))) {
    if (static_cast<int>(profiles.size()) >= grid.count) break;
    const auto profile = TRY(base::from_json<Profile>(document.body));
    if (grid.filter && !fits(profile, context)) continue;
    web::View item;
    item.set("name", profile.name)
        .set("headline", profile.headline)
        .set("occupation", profile.occupation)
        .set("place", TRY(places.find(context, profile.place.value)).name)
        .set("href", document.path)
        .set("example", profile.example);
    profiles.push_back(std::move(item));
  }
  web::View made;
  made.set("heading", grid.heading).set("profiles", std::move(profiles));
  return made;
}

}  // namespace

content::BlockType profile_grid(const PlaceDirectory& places) {
  return content::block_type<Grid>(
      "profile_grid", "profiles/profile_grid",
      [&places](const Grid& grid, content::RenderContext& context) { return view(grid, context, places); });
}

}  // namespace smartmove::profiles
