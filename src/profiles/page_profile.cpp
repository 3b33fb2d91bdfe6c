#include "profiles/page_profile.hpp"

#include "profiles/profile.hpp"

namespace smartmove::profiles {
namespace {

std::string topic_key(Topic topic) {
  return std::string("profile.topic.") + boost::describe::enum_to_string(topic, "");
}

base::Result<content::PageView> view(const Profile& profile, content::RenderContext& context,
                                     const PlaceDirectory& places) {
  context.speak_to(profile.audiences);
  context.set_place(profile.place.value);
  const auto place = TRY(places.find(context, profile.place.value));
  std::vector<web::View> answers;
  for (const auto& answer : profile.answers) {
    web::View item;
    item.set("topic_label", context.text(topic_key(answer.topic))).set("text_html", context.rich_text(answer.text));
    answers.push_back(std::move(item));
  }
  content::PageView made;
  made.view.set("name", profile.name)
      .set("kind_label", context.text(std::string("profile.kind.") + boost::describe::enum_to_string(profile.kind, "")))
      .set("example", profile.example)
      .set("occupation", profile.occupation)
      .set("place", place.name)
      .set("place_href", place.href)
      .set("headline", profile.headline)
      .set("answers", std::move(answers))
      .set("left_behind", profile.left_behind)
      .set("gained", profile.gained)
      .set("text_html", context.rich_text(profile.text))
      .set("blocks_html", TRY(context.blocks(profile.blocks)));
  if (!place.href.empty()) made.breadcrumbs.push_back({place.name, place.href});
  return made;
}

boost::json::object schema_org(const Profile& profile, const content::PublishedDocument& document) {
  boost::json::object person{{"@type", "Person"}, {"name", profile.name}, {"jobTitle", profile.occupation}};
  if (profile.example) person.emplace("disambiguatingDescription", "An invented example person");
  return {{"@type", "ProfilePage"}, {"name", profile.title}, {"mainEntity", std::move(person)}, {"url", document.path}};
}

content::SearchEntry search_entry(const Profile& profile) {
  auto text = profile.headline + "\n" + profile.name + ", " + profile.occupation + "\n";
  for (const auto& answer : profile.answers) text += content::plain_text(answer.text);
  text += profile.left_behind + "\n" + profile.gained + "\n";
  if (profile.text) text += content::plain_text(*profile.text);
  content::SearchEntry entry{profile.title, text, {}, profile.place.value};
  for (const auto& audience : profile.audiences) entry.audiences.push_back(audience.value);
  return entry;
}

}  // namespace

content::DocumentType profile_type(const PlaceDirectory& places) {
  content::DocumentTypeSpec<Profile> spec;
  spec.name = "profile";
  spec.paths = {{"sv", "/profiler/{slug}"}, {"", "/profiles/{slug}"}};
  spec.template_name = "profiles/profile";
  spec.og_type = "profile";
  spec.in_feed = true;
  spec.fields = {
      {"name", "Name", "As the person wants to be called.", 60},
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines and feeds.", 200},
      {"headline", "Headline", "The person's own one-liner.", 120},
      {"booking", "Booked period", "The days on which the profile is shown.", 0},
      {"consent", "Consent", "When the person agreed to be shown, until when, and who took it down.", 0},
      {"left_behind", "Left behind", "What the person left, in a few words.", 160},
      {"gained", "Gained", "What the person got instead, in a few words.", 160},
  };
  spec.rules = check_profile;
  spec.head = [](const Profile& profile) { return content::PageHead{profile.title, profile.description}; };
  spec.view = [&places](const Profile& profile, const content::PublishedDocument&, content::RenderContext& context) {
    return view(profile, context, places);
  };
  spec.schedule = shown_period;
  spec.search = [](const Profile& profile, const content::PublishedDocument&) { return search_entry(profile); };
  spec.schema_org = [](const Profile& profile, const content::PublishedDocument& document, content::RenderContext&) {
    return schema_org(profile, document);
  };
  return content::document_type(std::move(spec));
}

}  // namespace smartmove::profiles
