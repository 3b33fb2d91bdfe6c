#pragma once

#include <string>
#include <vector>

#include "content/render_context.hpp"
#include "profiles/place_directory.hpp"
#include "profiles/profile.hpp"
#include "profiles/rotation.hpp"

namespace smartmove::profiles {

/// Somebody whom a page may show.
struct Person {
  std::string key;
  std::string path;
  std::shared_ptr<const Profile> profile;  ///< never null
  base::Date from;                         ///< the first day on which they may be shown
  base::Date until;

  Candidate candidate() const { return {key, profile->place.value, from, until}; }
};

/// A place on a page that shows some of many, and what it asks of them. Noted as a remark of kind `people`.
struct Stage {
  std::string heading;
  int count = 0;
  std::string place;                   ///< only those of it; empty: of all
  std::vector<std::string> audiences;  ///< only those for one of them, or for everybody; empty: all
  std::string except;                  ///< the key of the person whom the page is about

  bool admits(const Person& person) const;
};
BOOST_DESCRIBE_STRUCT(Stage, (), (heading, count, place, audiences, except))

/// Those who may be shown at some time from that day's beginning until that moment; from their whole calendar year if
/// the first day is its first, so that a Rotation can be reckoned. By key.
base::Result<std::vector<Person>> people_between(content::RenderContext& context, base::Date first, base::Instant last);

/// Whose turn it is today on that stage. Notes what the page was made from, and that it is right for today only.
base::Result<std::vector<Person>> people_on(const Stage& stage, content::RenderContext& context);

/// Whose own page this is: a grid there shows others. Said before the page's blocks are made.
struct PageOwner {
  std::string key;
};
base::Result<> set_page_owner(const std::string& key, content::RenderContext& context);
base::Result<std::string> page_owner(content::RenderContext& context);  ///< empty: nobody's

/// A person as a card, for the template profiles/person.
base::Result<web::View> card(const Profile& profile, const std::string& path, const std::string& place,
                             content::RenderContext& context);
base::Result<std::vector<web::View>> cards(const std::vector<Person>& people, const PlaceDirectory& places,
                                           content::RenderContext& context);

/// Others than that person from that place, and the way to all. For the template profiles/others.
base::Result<web::View> others(const std::string& place, const std::string& except, const PlaceDirectory& places,
                               content::RenderContext& context);

}  // namespace smartmove::profiles
