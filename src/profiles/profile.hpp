#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_time.hpp"
#include "content/block.hpp"
#include "content/document.hpp"
#include "content/picture.hpp"
#include "content/reference.hpp"
#include "content/rich_text.hpp"

namespace smartmove::profiles {

enum class ProfileKind { local, ambassador };
BOOST_DESCRIBE_ENUM(ProfileKind, local, ambassador)

enum class Topic { live, work, enjoy };
BOOST_DESCRIBE_ENUM(Topic, live, work, enjoy)

/// What a person says about one side of life here.
struct Answer {
  Topic topic = Topic::live;
  content::RichText text;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (topic, text))

/// The days on which a profile is shown, both included, in the region's time zone.
struct Booking {
  base::Date from;
  base::Date until;
};
BOOST_DESCRIBE_STRUCT(Booking, (), (from, until))

/// The person's consent to being shown.
struct Consent {
  base::Date given;
  base::Date until;
  std::string by;  ///< who took it down
};
BOOST_DESCRIBE_STRUCT(Consent, (), (given, until, by))

/// The body of a `profile`: a person or ambassador who tells what it is like here.
struct Profile {
  std::string name;
  std::string title;
  std::string description;
  ProfileKind kind = ProfileKind::local;
  bool example = false;  ///< an invented person, and shown as such
  std::string occupation;
  content::PlaceRef place;
  std::vector<content::AudienceRef> audiences;
  std::string headline;
  std::optional<content::Picture> portrait;
  Booking booking;
  std::optional<Consent> consent;  ///< check_profile refuses one without; optional so that it can say so itself
  std::vector<Answer> answers;
  std::string left_behind;
  std::string gained;
  std::vector<content::Link> links;
  std::optional<content::RichText> text;
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Profile, (),
                      (name, title, description, kind, example, occupation, place, audiences, headline, portrait,
                       booking, consent, answers, left_behind, gained, links, text, blocks))

/// Within both the booking and the consent, whole days in the region's time zone; without consent never.
content::Schedule shown_period(const Profile& profile, const base::TimeZone& zone);

/// What a schema cannot say: periods the right way round, a booking that the consent covers.
void check_profile(const Profile& profile, base::JsonReader& reader);
/// That there is a consent at all, in words for whoever books the profile. `body` may have other mistakes.
void check_consent(const boost::json::value& body, base::JsonReader& reader);

}  // namespace smartmove::profiles
