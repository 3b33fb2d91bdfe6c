#include "stories/page_story.hpp"

#include "stories/story_view.hpp"

namespace smartmove::stories {
namespace {

constexpr std::size_t further_stories = 3;

base::Result<content::PageView> view(const Story& story, const content::PublishedDocument& document,
                                     content::RenderContext& context, const FindPlace& find_place) {
  context.speak_to(story.audiences);
  content::PageView made;
  if (story.place) {
    context.set_place(story.place->value);
    const auto place = TRY(find_place(context, story.place->value));
    made.view.set("place", place.name).set("place_href", place.href);
    if (!place.href.empty()) made.breadcrumbs.push_back({place.name, place.href});
  }
  if (story.picture) {
    const content::PicturePlace beside{media::Shape::full, "(min-width: 60rem) 32rem, 100vw"};
    made.view.set("picture", TRY(content::picture_view(*story.picture, beside, context)));
  }
  const auto own_story = TRY(document.body.as<Story>());
  const Listed own{document.key, own_story, document.path};
  const auto more = more_of_the_same(own, TRY(published_stories(context)), further_stories);
  made.view.set("kicker", kicker(story, context))
      .set("headline", story.headline)
      .set("colour", colour_of(story.topic))
      .set(std::string("is_") + boost::describe::enum_to_string(story.topic, ""), true)
      .set("lead_html", context.rich_text(story.lead))
      .set("text_html", context.rich_text(story.text))
      .set("blocks_html", TRY(context.blocks(story.blocks)))
      .set("has_more", !more.empty())
      .set("stories", card_views(more, context));
  return made;
}

content::SearchEntry search_entry(const Story& story) {
  content::SearchEntry entry;
  entry.title = story.title;
  entry.text = story.headline + "\n" + content::plain_text(story.lead) + content::plain_text(story.text);
  for (const auto& audience : story.audiences) entry.audiences.push_back(audience.value);
  if (story.place) entry.place = story.place->value;
  return entry;
}

boost::json::object schema_org(const Story& story, const content::PublishedDocument& document,
                               const content::RenderContext& context) {
  return {
      {"@type", "Article"},
      {"headline", story.title},
      {"description", story.description},
      {"articleSection", context.text(std::string("story.topic.") + boost::describe::enum_to_string(story.topic, ""))},
      {"datePublished", base::to_iso8601(document.published_at)},
      {"dateModified", base::to_iso8601(std::max(document.changed_at, document.published_at))},
      {"url", document.path}};
}

}  // namespace

content::DocumentType story_type(FindPlace find_place) {
  content::DocumentTypeSpec<Story> spec;
  spec.name = "story";
  spec.paths = {{"sv", "/las/{slug}"}, {"", "/read/{slug}"}};
  spec.template_name = "stories/story";
  spec.og_type = "article";
  spec.in_feed = true;
  spec.fields = {
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines, feeds and lists.", 200},
      {"headline", "Headline", "What the reader meets first.", 120},
      {"kind", "Kind", "A story is told, a guide explains.", 0},
      {"topic", "Topic", "The side of life that it is about.", 0},
      {"audiences", "Audiences", "Whom it is for; nobody named: everybody.", 0},
      {"place", "Place", "The code of the place it is about, if it is about one.", 0},
      {"date", "Date", "When it was written, for the order in lists; left out, the day of publication.", 0},
      {"picture", "Picture", "Shown beside the headline; without one, a drawing of the topic.", 0},
  };
  spec.head = [](const Story& story) { return content::PageHead{story.title, story.description}; };
  spec.view = [find_place = std::move(find_place)](const Story& story, const content::PublishedDocument& document,
                                                   content::RenderContext& context) {
    return view(story, document, context, find_place);
  };
  spec.search = [](const Story& story, const content::PublishedDocument&) { return search_entry(story); };
  spec.card = [](const Story& story, const content::PublishedDocument&,
                 content::RenderContext& context) -> base::Result<content::CardSubject> {
    return content::CardSubject{story.headline,
                                std::string(colour_of(story.topic)),
                                {},
                                story.picture ? story.picture->key.value : "",
                                kicker(story, context)};
  };
  spec.schema_org = [](const Story& story, const content::PublishedDocument& document,
                       content::RenderContext& context) { return schema_org(story, document, context); };
  return content::document_type(std::move(spec));
}

}  // namespace smartmove::stories
