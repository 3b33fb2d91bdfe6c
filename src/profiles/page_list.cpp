#include "profiles/page_list.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "profiles/people.hpp"

namespace smartmove::profiles {
namespace {

/// The body of a `profile_list`.
struct ProfileList {
  std::string title;
  std::string description;
  std::string headline;
  std::optional<content::RichText> lead;
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(ProfileList, (), (title, description, headline, lead, blocks))

struct Member {
  std::shared_ptr<const Profile> profile;
  std::string path;
};

struct Group {
  PlaceName place;
  std::vector<Member> members;
};

base::Result<std::vector<Group>> groups(content::RenderContext& context, const PlaceDirectory& places) {
  std::map<std::string, Group> by_code;
  for (const auto& document : TRY(context.documents("profile"))) {
    auto profile = TRY(document.body.as<Profile>());
    auto& group = by_code[profile->place.value];
    if (group.members.empty()) group.place = TRY(places.find(context, profile->place.value));
    group.members.push_back({std::move(profile), document.path});
  }
  std::vector<Group> sorted;
  for (auto& [code, group] : by_code) sorted.push_back(std::move(group));
  const auto before = [&](const std::string& a, const std::string& b) {
    return base::collate(context.language(), a, b) < 0;
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Group& a, const Group& b) { return before(a.place.name, b.place.name); });
  for (auto& group : sorted) {
    std::stable_sort(group.members.begin(), group.members.end(),
                     [&](const Member& a, const Member& b) { return before(a.profile->name, b.profile->name); });
  }
  return sorted;
}

base::Result<content::PageView> view(const ProfileList& list, content::RenderContext& context,
                                     const PlaceDirectory& places) {
  std::vector<web::View> sections;
  for (const auto& group : TRY(groups(context, places))) {
    std::vector<web::View> people;
    for (const auto& member : group.members) {
      people.push_back(TRY(card(*member.profile, member.path, group.place.name, context)));
    }
    web::View section;
    section.set("place", group.place.name).set("place_href", group.place.href).set("profiles", std::move(people));
    sections.push_back(std::move(section));
  }
  content::PageView made;
  made.view.set("headline", list.headline)
      .set("lead_html", context.rich_text(list.lead))
      .set("nobody", sections.empty())
      .set("groups", std::move(sections))
      .set("blocks_html", TRY(context.blocks(list.blocks)));
  return made;
}

base::Result<boost::json::array> list_items(content::RenderContext& context, const PlaceDirectory& places) {
  boost::json::array items;
  for (const auto& group : TRY(groups(context, places))) {
    for (const auto& member : group.members) {
      items.push_back(boost::json::object{
          {"@type", "ListItem"}, {"position", items.size() + 1}, {"name", member.profile->name}, {"url", member.path}});
    }
  }
  return items;
}

boost::json::object schema_org(const ProfileList& list, const content::PublishedDocument& document,
                               content::RenderContext& context, const PlaceDirectory& places) {
  boost::json::object made{
      {"@type", "CollectionPage"}, {"name", list.title}, {"description", list.description}, {"url", document.path}};
  // A page that could not read them would not have been made before this.
  if (auto items = list_items(context, places)) {
    made.emplace("mainEntity", boost::json::object{{"@type", "ItemList"}, {"itemListElement", *std::move(items)}});
  }
  return made;
}

}  // namespace

content::DocumentType profile_list_type(const PlaceDirectory& places) {
  content::DocumentTypeSpec<ProfileList> spec;
  spec.name = "profile_list";
  spec.paths = {{"sv", "/profiler"}, {"", "/profiles"}};
  spec.template_name = "profiles/profile_list";
  spec.fields = {
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines and feeds.", 200},
      {"headline", "Headline", "Who they are, in one line.", 120},
  };
  spec.head = [](const ProfileList& list) { return content::PageHead{list.title, list.description}; };
  spec.view = [&places](const ProfileList& list, const content::PublishedDocument&, content::RenderContext& context) {
    return view(list, context, places);
  };
  spec.search = [](const ProfileList& list, const content::PublishedDocument&) {
    return content::SearchEntry{list.title,
                                list.headline + "\n" + (list.lead ? content::plain_text(*list.lead) : std::string())};
  };
  spec.schema_org = [&places](const ProfileList& list, const content::PublishedDocument& document,
                              content::RenderContext& context) { return schema_org(list, document, context, places); };
  return content::document_type(std::move(spec));
}

base::Result<std::optional<content::Breadcrumb>> list_link(content::RenderContext& context) {
  for (const auto& document : TRY(context.documents("profile_list"))) {
    return std::optional(content::Breadcrumb{TRY(document.body.as<ProfileList>())->title, document.path});
  }
  return std::optional<content::Breadcrumb>();
}

}  // namespace smartmove::profiles
