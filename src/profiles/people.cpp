#include "profiles/people.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "content/document_store.hpp"
#include "content/picture.hpp"
#include "profiles/page_list.hpp"

namespace smartmove::profiles {
namespace {

constexpr int others_at_once = 3;

base::Date first_of_year(base::Date day) { return {day.year, 1, 1}; }

// Whose time ended in the middle of a day that is over for them has that day no more.
base::Date last_day(const std::optional<base::Instant>& until, const base::TimeZone& zone, base::Instant now) {
  if (!until) return {9999, 12, 31};
  const auto day = zone.date_of(*until - std::chrono::milliseconds(1));
  if (*until > now || zone.start_of(base::day_after(day)) == *until) return day;
  return zone.date_of(zone.start_of(day) - std::chrono::milliseconds(1));
}

}  // namespace

bool Stage::admits(const Person& person) const {
  if (person.key == except) return false;
  if (!place.empty()) return person.profile->place.value == place;
  if (audiences.empty() || person.profile->audiences.empty()) return true;
  return std::any_of(person.profile->audiences.begin(), person.profile->audiences.end(), [&](const auto& audience) {
    return std::find(audiences.begin(), audiences.end(), audience.value) != audiences.end();
  });
}

base::Result<std::vector<Person>> people_between(content::RenderContext& context, base::Date first,
                                                 base::Instant last) {
  std::vector<Person> people;
  const auto zone = context.time_zone();
  for (const auto& document : TRY(context.documents_between("profile", zone.start_of(first), last))) {
    const auto from = std::max(document.published_at, document.visible_from.value_or(document.published_at));
    auto profile = TRY(document.body.as<Profile>());
    people.push_back({document.key, document.path, std::move(profile), zone.date_of(from),
                      last_day(document.visible_until, zone, last)});
  }
  return people;
}

base::Result<std::vector<Person>> people_on(const Stage& stage, content::RenderContext& context) {
  const auto today = context.today();
  context.tag(content::type_tag("profile"));
  context.valid_today();
  context.remark("people", base::to_json(stage));
  const auto all = TRY(
      context.once<std::vector<Person>>([&] { return people_between(context, first_of_year(today), context.now()); }));
  std::vector<Candidate> candidates;
  std::map<std::string, const Person*> by_key;
  for (const auto& person : *all) {
    if (!stage.admits(person)) continue;
    candidates.push_back(person.candidate());
    by_key.emplace(person.key, &person);
  }
  std::vector<Person> chosen;
  for (const auto& key : Rotation(std::move(candidates), stage.count).on(today)) chosen.push_back(*by_key.at(key));
  return chosen;
}

base::Result<web::View> card(const Profile& profile, const std::string& path, const std::string& place,
                             content::RenderContext& context) {
  web::View made;
  made.set("name", profile.name)
      .set("headline", profile.headline)
      .set("occupation", profile.occupation)
      .set("place", place)
      .set("href", path)
      .set("example", profile.example)
      .set("portrait", false);
  if (profile.portrait) {
    // Beside the name it says nothing more.
    const content::Picture picture{profile.portrait->key, ""};
    made.set("portrait", TRY(content::picture_view(picture, {media::Shape::tall, "5rem"}, context)));
  }
  return made;
}

base::Result<std::vector<web::View>> cards(const std::vector<Person>& people, const PlaceDirectory& places,
                                           content::RenderContext& context) {
  std::vector<web::View> made;
  for (const auto& person : people) {
    const auto place = TRY(places.find(context, person.profile->place.value));
    made.push_back(TRY(card(*person.profile, person.path, place.name, context)));
  }
  return made;
}

base::Result<web::View> others(const std::string& place, const std::string& except, const PlaceDirectory& places,
                               content::RenderContext& context) {
  const auto there = TRY(places.find(context, place));
  const auto from_there = context.text("profile.others_from", {{"place", there.name}});
  const auto people = TRY(people_on({from_there, others_at_once, place, {}, except}, context));
  const auto list = TRY(list_link(context));
  web::View made;
  made.set("heading", people.empty() ? context.text("profile.others") : from_there)
      .set("profiles", TRY(cards(people, places, context)))
      .set("has_profiles", !people.empty())
      .set("any", !people.empty() || list.has_value())
      .set("all_href", list ? list->href : std::string());
  return made;
}

// The context keeps the first that it is told, of each type.
base::Result<> set_page_owner(const std::string& key, content::RenderContext& context) {
  TRY(context.once<PageOwner>([&]() -> base::Result<PageOwner> { return PageOwner{key}; }));
  return {};
}

base::Result<std::string> page_owner(content::RenderContext& context) {
  return TRY(context.once<PageOwner>([]() -> base::Result<PageOwner> { return PageOwner{}; }))->key;
}

}  // namespace smartmove::profiles
