#include "stories/block_story_list.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "stories/story_view.hpp"

namespace smartmove::stories {
namespace {

struct StoryList {
  std::string heading;
  std::optional<StoryKind> kind;
  std::optional<Topic> topic;
  int count = 0;
  bool filter = false;  // only those of the page's audiences or place
};
BOOST_DESCRIBE_STRUCT(StoryList, (), (heading, kind, topic, count, filter))

using Read = content::RenderContext::Read<Story>;

/// The newest first, those of one day by their titles: what one import brought is all of the same moment.
std::vector<const Read*> newest_first(const std::vector<Read>& stories, const content::RenderContext& context) {
  const auto zone = context.time_zone();
  const auto day = [&](const Read* each) {
    return each->body->date.value_or(zone.date_of(each->document.published_at));
  };
  std::vector<const Read*> sorted;
  for (const auto& each : stories) sorted.push_back(&each);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Read* a, const Read* b) {
    if (day(a) != day(b)) return day(a) > day(b);
    return base::collate(context.language(), a->body->title, b->body->title) < 0;
  });
  return sorted;
}

base::Result<web::View> view(const StoryList& block, content::RenderContext& context) {
  const auto all = TRY(context.documents_as<Story>("story"));
  std::vector<Listed> chosen;
  for (const auto* each : newest_first(*all, context)) {
    const auto& [document, story] = *each;
    if (static_cast<int>(chosen.size()) >= block.count) break;
    if (block.kind && story->kind != *block.kind) continue;
    if (block.topic && story->topic != *block.topic) continue;
    if (block.filter && !belongs(*story, context.place(), context.audiences())) continue;
    chosen.push_back({document.key, story, document.path});
  }
  web::View made;
  made.set("heading", block.heading).set("has_stories", !chosen.empty()).set("stories", card_views(chosen, context));
  return made;
}

}  // namespace

content::BlockType story_list() { return content::block_type<StoryList>("story_list", "stories/story_list", view); }

}  // namespace smartmove::stories
