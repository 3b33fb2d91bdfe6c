#include "profiles/contribution.hpp"

#include "profiles/block_profile_grid.hpp"
#include "profiles/page_list.hpp"
#include "profiles/page_profile.hpp"

namespace smartmove::profiles {

content::Contribution contribution(const PlaceDirectory& places) {
  content::Contribution made;
  made.document_types = {profile_type(places), profile_list_type(places)};
  made.block_types = {profile_grid(places)};
  return made;
}

}  // namespace smartmove::profiles
