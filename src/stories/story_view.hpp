#pragma once

#include <string>
#include <vector>

#include "content/render_context.hpp"
#include "stories/story.hpp"

namespace smartmove::stories {

/// `guide · Arbeta` in the page's language: what a story is, and of what.
std::string kicker(const Story& story, const content::RenderContext& context);
/// `sun`: the field that stories of this topic lie on.
std::string_view colour_of(Topic topic);
/// What the partial stories/cards shows.
std::vector<web::View> card_views(const std::vector<Listed>& stories, const content::RenderContext& context);
/// Every published story in the page's language, by key.
base::Result<std::vector<Listed>> published_stories(content::RenderContext& context);

}  // namespace smartmove::stories
