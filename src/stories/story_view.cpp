#include "stories/story_view.hpp"

namespace smartmove::stories {
namespace {

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

}  // namespace

std::string kicker(const Story& story, const content::RenderContext& context) {
  return context.text("story.topic." + name_of(story.topic)) + " · " +
         context.text("story.kind." + name_of(story.kind));
}

std::string_view colour_of(Topic topic) {
  switch (topic) {
    case Topic::live: return "clay";
    case Topic::work: return "sky";
    case Topic::study: return "sun";
    case Topic::enjoy: return "forest";
  }
  return "paper";
}

std::vector<web::View> card_views(const std::vector<Listed>& stories, const content::RenderContext& context) {
  std::vector<web::View> cards;
  for (const auto& each : stories) {
    web::View card;
    card.set("kicker", kicker(*each.story, context))
        .set("title", each.story->title)
        .set("description", each.story->description)
        .set("href", each.path)
        .set("colour", colour_of(each.story->topic));
    cards.push_back(std::move(card));
  }
  return cards;
}

base::Result<std::vector<Listed>> published_stories(content::RenderContext& context) {
  std::vector<Listed> stories;
  for (const auto& [document, story] : *TRY(context.documents_as<Story>("story"))) {
    stories.push_back({document.key, story, document.path});
  }
  return stories;
}

}  // namespace smartmove::stories
