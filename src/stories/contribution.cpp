#include "stories/contribution.hpp"

#include "stories/block_story_list.hpp"
#include "stories/page_story.hpp"

namespace smartmove::stories {

content::Contribution contribution(FindPlace find_place) {
  content::Contribution made;
  made.document_types = {story_type(std::move(find_place))};
  made.block_types = {story_list()};
  return made;
}

}  // namespace smartmove::stories
