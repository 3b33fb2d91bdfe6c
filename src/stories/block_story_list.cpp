#include "stories/block_story_list.hpp"

#include <algorithm>

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

base::Result<web::View> view(const StoryList& block, content::RenderContext& context) {
  const auto all = TRY(context.documents_as<Story>("story"));
  std::vector<const content::RenderContext::Read<Story>*> newest;
  for (const auto& each : *all) newest.push_back(&each);
  std::stable_sort(newest.begin(), newest.end(),
                   [](const auto* a, const auto* b) { return a->document.published_at > b->document.published_at; });
  std::vector<Listed> chosen;
  for (const auto* each : newest) {
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
