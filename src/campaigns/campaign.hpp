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

namespace smartmove::campaigns {

/// The days on which a campaign is shown, both included, in the region's time zone.
struct Period {
  base::Date from;
  base::Date until;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, until))

/// Whom to talk to.
struct Contact {
  std::string heading;
  content::RichText text;
  content::Link link;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (heading, text, link))

/// What stands at the campaign's address when it has ended.
struct Over {
  std::string title;
  std::string text;
  content::Link link;  ///< where to go now
};
BOOST_DESCRIBE_STRUCT(Over, (), (title, text, link))

/// The body of a `campaign`. Whose it is, is the document's owner.
struct Campaign {
  std::string title;
  std::string description;
  std::string headline;
  content::RichText lead;
  content::PlaceRef place;
  std::vector<content::AudienceRef> audiences;
  std::optional<content::Picture> picture;
  Period period;
  std::optional<content::KeyOf<"comparison">> comparison;
  std::vector<content::Ref<"profile">> profiles;  ///< keys; not every one is booked at all times
  Contact contact;
  Over over;
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Campaign, (),
                      (title, description, headline, lead, place, audiences, picture, period, comparison, profiles,
                       contact, over, blocks))

/// Whole days in the region's time zone.
content::Schedule shown_period(const Campaign& campaign, const base::TimeZone& zone);

/// What a schema cannot say: a period the right way round, nobody twice.
void check_campaign(const Campaign& campaign, base::JsonReader& reader);

}  // namespace smartmove::campaigns
