#include "profiles/page_profile.hpp"

#include "content/picture.hpp"
#include "profiles/page_list.hpp"
#include "profiles/people.hpp"

namespace smartmove::profiles {
namespace {

std::string topic_key(Topic topic) {
  return std::string("profile.topic.") + boost::describe::enum_to_string(topic, "");
}

// Links to what is not public in this language are left out.
std::vector<web::View> link_views(const std::vector<content::Link>& links, content::RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& link : links) {
    const auto href = context.href(link.to.to);
    if (href.empty()) continue;
    web::View view;
    view.set("label", link.label).set("href", href);
    views.push_back(std::move(view));
  }
  return views;
}

base::Result<> set_portrait(web::View& view, const Profile& profile, content::RenderContext& context) {
  view.set("portrait", false);
  if (!profile.portrait) return {};
  const content::PicturePlace place{media::Shape::tall, "(min-width: 60rem) 14rem, 8rem"};
  view.set("portrait", TRY(content::picture_view(*profile.portrait, place, context)));
  return {};
}

base::Result<content::PageView> view(const Profile& profile, const std::string& key, content::RenderContext& context,
                                     const PlaceDirectory& places) {
  context.speak_to(profile.audiences);
  context.set_place(profile.place.value);
  TRY(set_page_owner(key, context));
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
      .set("audience", profile.audiences.empty() ? std::string() : profile.audiences.front().value)
      .set("answers", std::move(answers))
      .set("left_behind", profile.left_behind)
      .set("gained", profile.gained)
      .set("text_html", context.rich_text(profile.text))
      .set("blocks_html", TRY(context.blocks(profile.blocks)))
      .set("others", TRY(others(profile.place.value, key, places, context)));
  auto links = link_views(profile.links, context);
  made.view.set("has_links", !links.empty()).set("links", std::move(links));
  TRY(set_portrait(made.view, profile, context));
  if (auto list = TRY(list_link(context))) made.breadcrumbs.push_back(*std::move(list));
  if (!place.href.empty()) made.breadcrumbs.push_back({place.name, place.href});
  return made;
}

/// Says nothing of the person: whose time is over may have asked to be forgotten.
base::Result<content::GoneView> gone(const Profile& profile, const std::string& key, content::RenderContext& context,
                                     const PlaceDirectory& places) {
  content::GoneView made;
  made.head = {context.text("profile.gone_title"), context.text("profile.gone_text")};
  web::View home;
  home.set("label", context.text("breadcrumbs.home")).set("href", context.region().prefix(context.language()) + "/");
  made.view.set("title", made.head.title)
      .set("text", made.head.description)
      .set("links", std::vector<web::View>{std::move(home)})
      .set("others", TRY(others(profile.place.value, key, places, context)));
  return made;
}

boost::json::object schema_org(const Profile& profile, const content::PublishedDocument& document,
                               content::RenderContext& context, const PlaceDirectory& places) {
  boost::json::object person{{"@type", "Person"}, {"name", profile.name}, {"jobTitle", profile.occupation}};
  if (profile.example) person.emplace("disambiguatingDescription", "An invented example person");
  if (const auto place = places.find(context, profile.place.value)) {
    boost::json::object home{{"@type", "Place"}, {"name", place->name}};
    if (!place->href.empty()) home.emplace("url", place->href);
    person.emplace("homeLocation", std::move(home));
  }
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
  spec.reference_kind = "profile";
  spec.gone_template_name = "profiles/profile_gone";
  spec.og_type = "profile";
  spec.in_feed = true;
  spec.fields = {
      {"name", "Name", "As the person wants to be called.", 60},
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines and feeds.", 200},
      {"headline", "Headline", "The person's own one-liner.", 120},
      {"portrait", "Portrait", "A face. Four by five, or cropped to it.", 0},
      {"booking", "Booked period", "The days on which the profile is shown.", 0},
      {"consent", "Consent", "When the person agreed to be shown, until when, and who took it down.", 0},
      {"left_behind", "Left behind", "What the person left, in a few words.", 160},
      {"gained", "Gained", "What the person got instead, in a few words.", 160},
      {"links", "Links", "Where to meet the person further.", 0},
  };
  spec.rules = check_profile;
  spec.head = [](const Profile& profile) { return content::PageHead{profile.title, profile.description}; };
  spec.view = [&places](const Profile& profile, const content::PublishedDocument& document,
                        content::RenderContext& context) { return view(profile, document.key, context, places); };
  spec.gone = [&places](const Profile& profile, const content::PublishedDocument& document,
                        content::RenderContext& context) { return gone(profile, document.key, context, places); };
  spec.schedule = shown_period;
  spec.search = [](const Profile& profile, const content::PublishedDocument&) { return search_entry(profile); };
  spec.card = [](const Profile& profile, const content::PublishedDocument&,
                 content::RenderContext& context) -> base::Result<content::CardSubject> {
    const auto who = profile.name + ", " + profile.occupation;
    const auto kicker = profile.example ? who + " · " + context.text("profile.example") : who;
    return content::CardSubject{
        profile.headline, "clay", {}, profile.portrait ? profile.portrait->key.value : "", kicker};
  };
  spec.schema_org = [&places](const Profile& profile, const content::PublishedDocument& document,
                              content::RenderContext& context) {
    return schema_org(profile, document, context, places);
  };
  auto type = content::document_type(std::move(spec));
  type.schema["required"].as_array().emplace_back("consent");
  type.read = [read = type.read](const boost::json::value& body, base::JsonReader& reader) {
    check_consent(body, reader);
    return read(body, reader);
  };
  return type;
}

}  // namespace smartmove::profiles
