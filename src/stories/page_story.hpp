#pragma once

#include "content/document_type.hpp"
#include "stories/place_name.hpp"

namespace smartmove::stories {

/// The page of one story or guide, in the feed.
content::DocumentType story_type(FindPlace find_place);

}  // namespace smartmove::stories
