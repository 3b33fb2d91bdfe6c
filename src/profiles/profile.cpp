#include "profiles/profile.hpp"

#include <algorithm>

namespace smartmove::profiles {

content::Schedule shown_period(const Profile& profile, const base::TimeZone& zone) {
  if (!profile.consent) return {std::nullopt, base::Instant{}};
  const auto& consent = *profile.consent;
  return {zone.start_of(std::max(profile.booking.from, consent.given)),
          zone.start_of(base::day_after(std::min(profile.booking.until, consent.until)))};
}

void check_profile(const Profile& profile, base::JsonReader& reader) {
  const auto at = [&](std::string_view group, std::string_view member, std::string found, std::string expected) {
    auto outer = reader.enter(group);
    auto inner = reader.enter(member);
    reader.breach(std::move(found), std::move(expected));
  };
  if (profile.booking.until < profile.booking.from) {
    at("booking", "until", base::to_string(profile.booking.until),
       "a day not before the booking begins on " + base::to_string(profile.booking.from));
  }
  if (!profile.consent) return;
  const auto& consent = *profile.consent;
  if (consent.until < consent.given) {
    at("consent", "until", base::to_string(consent.until),
       "a day not before the consent was given on " + base::to_string(consent.given));
  }
  if (profile.booking.from < consent.given) {
    at("booking", "from", base::to_string(profile.booking.from),
       "a day from " + base::to_string(consent.given) + ", when consent was given: nobody is shown before they agreed");
  }
  if (profile.booking.until > consent.until) {
    at("booking", "until", base::to_string(profile.booking.until),
       "a day until " + base::to_string(consent.until) + ", when consent ends: book a shorter time or ask again");
  }
  if (consent.by.find_first_not_of(" \t\n") == std::string::npos) {
    at("consent", "by", consent.by.empty() ? "nothing" : "an empty text", "who took the consent down");
  }
}

void check_consent(const boost::json::value& body, base::JsonReader& reader) {
  const auto* object = body.if_object();
  if (!object) return;
  const auto* consent = object->if_contains("consent");
  if (consent && !consent->is_null()) return;
  const auto scope = reader.enter("consent");
  reader.breach("nothing",
                "the person's consent to being shown: \"given\" and \"until\" as days, \"by\" whoever took it down");
}

}  // namespace smartmove::profiles
