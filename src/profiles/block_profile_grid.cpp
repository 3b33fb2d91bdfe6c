#include "profiles/block_profile_grid.hpp"

#include "profiles/page_list.hpp"
#include "profiles/people.hpp"

namespace smartmove::profiles {
namespace {

struct Grid {
  std::string heading;
  int count = 0;
  bool filter = false;  // only those of the page's place and audiences
};
BOOST_DESCRIBE_STRUCT(Grid, (), (heading, count, filter))

base::Result<web::View> view(const Grid& grid, content::RenderContext& context, const PlaceDirectory& places) {
  Stage stage{grid.heading, grid.count, {}, {}, TRY(page_owner(context))};
  if (grid.filter) {
    stage.place = context.place();
    stage.audiences.assign(context.audiences().begin(), context.audiences().end());
  }
  const auto people = TRY(people_on(stage, context));
  const auto list = TRY(list_link(context));
  web::View made;
  made.set("heading", grid.heading)
      .set("profiles", TRY(cards(people, places, context)))
      .set("all_href", list ? list->href : std::string());
  return made;
}

}  // namespace

content::BlockType profile_grid(const PlaceDirectory& places) {
  return content::block_type<Grid>(
      "profile_grid", "profiles/profile_grid",
      [&places](const Grid& grid, content::RenderContext& context) { return view(grid, context, places); });
}

}  // namespace smartmove::profiles
