#pragma once

#include "content/block_type.hpp"

namespace smartmove::stories {

/// Some stories, the newest first: `{heading, kind?, topic?, count, filter}`.
content::BlockType story_list();

}  // namespace smartmove::stories
