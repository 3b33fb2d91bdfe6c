#include "profiles/profile.hpp"

#include "content/testing.hpp"

namespace smartmove::profiles {
namespace {

using content::testing::at;
using content::testing::must;
using ::testing::ElementsAre;

Profile profile(base::Date from, base::Date until, base::Date given, base::Date consent_until) {
  Profile made;
  made.booking = {from, until};
  made.consent = Consent{given, consent_until, "Region X"};
  return made;
}

content::Schedule shown(const Profile& profile, const char* zone = "Europe/Stockholm") {
  return shown_period(profile, must(base::TimeZone::find(zone)));
}

std::vector<std::string> problems(const Profile& profile) {
  base::JsonReader reader("f");
  check_profile(profile, reader);
  std::vector<std::string> found;
  for (const auto& each : reader.problems()) found.push_back(each.where + " " + each.expected);
  return found;
}

TEST(ShownPeriodTest, is_whole_days_where_the_region_is) {
  const auto period = shown(profile({2026, 1, 1}, {2026, 1, 31}, {2026, 1, 1}, {2026, 12, 31}));
  EXPECT_EQ(period.from, at("2025-12-31T23:00:00Z"));
  EXPECT_EQ(period.until, at("2026-01-31T23:00:00Z"));
  const auto utc = shown(profile({2026, 1, 1}, {2026, 1, 31}, {2026, 1, 1}, {2026, 12, 31}), "UTC");
  EXPECT_EQ(utc.from, at("2026-01-01T00:00:00Z"));
  EXPECT_EQ(utc.until, at("2026-02-01T00:00:00Z"));
}

TEST(ShownPeriodTest, is_never_outside_the_consent) {
  const auto period = shown(profile({2026, 1, 1}, {2027, 12, 31}, {2026, 2, 1}, {2026, 6, 30}), "UTC");
  EXPECT_EQ(period.from, at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(period.until, at("2026-07-01T00:00:00Z"));
}

TEST(ShownPeriodTest, follows_the_clocks_that_are_moved) {
  // Summer time from 29 March to 25 October 2026.
  const auto period = shown(profile({2026, 3, 29}, {2026, 10, 25}, {2026, 1, 1}, {2026, 12, 31}));
  EXPECT_EQ(period.from, at("2026-03-28T23:00:00Z"));
  EXPECT_EQ(period.until, at("2026-10-25T23:00:00Z"));
  const auto summer = shown(profile({2026, 3, 30}, {2026, 10, 24}, {2026, 1, 1}, {2026, 12, 31}));
  EXPECT_EQ(summer.from, at("2026-03-29T22:00:00Z"));
  EXPECT_EQ(summer.until, at("2026-10-24T22:00:00Z"));
}

TEST(ShownPeriodTest, ends_after_the_last_day_of_a_month_a_year_and_all_time) {
  const auto until = [](base::Date last) {
    return shown(profile({2024, 1, 1}, last, {2024, 1, 1}, last), "UTC").until;
  };
  EXPECT_EQ(until({2024, 2, 28}), at("2024-02-29T00:00:00Z"));
  EXPECT_EQ(until({2024, 2, 29}), at("2024-03-01T00:00:00Z"));
  EXPECT_EQ(until({2025, 12, 31}), at("2026-01-01T00:00:00Z"));
  EXPECT_GT(until({9999, 12, 31}), at("9999-12-31T23:59:59Z"));
}

TEST(CheckProfileTest, takes_a_booking_that_consent_covers) {
  EXPECT_THAT(problems(profile({2026, 1, 1}, {2026, 1, 1}, {2026, 1, 1}, {2026, 1, 1})), ElementsAre());
  EXPECT_THAT(problems(profile({2026, 2, 1}, {2026, 3, 1}, {2026, 1, 1}, {2027, 1, 1})), ElementsAre());
}

TEST(CheckProfileTest, refuses_periods_the_wrong_way_round) {
  EXPECT_THAT(problems(profile({2026, 2, 2}, {2026, 2, 1}, {2026, 1, 1}, {2027, 1, 1})),
              ElementsAre("f#/booking/until a day not before the booking begins on 2026-02-02"));
  EXPECT_THAT(
      problems(profile({2026, 2, 1}, {2026, 2, 1}, {2026, 2, 1}, {2026, 1, 31})),
      ElementsAre("f#/consent/until a day not before the consent was given on 2026-02-01",
                  "f#/booking/until a day until 2026-01-31, when consent ends: book a shorter time or ask again"));
}

TEST(CheckProfileTest, refuses_a_booking_without_consent) {
  auto made = profile({2026, 1, 1}, {2027, 12, 31}, {2026, 1, 2}, {2027, 12, 30});
  made.consent->by.clear();
  EXPECT_THAT(
      problems(made),
      ElementsAre("f#/booking/from a day from 2026-01-02, when consent was given: nobody is shown before they agreed",
                  "f#/booking/until a day until 2027-12-30, when consent ends: book a shorter time or ask again",
                  "f#/consent/by who took the consent down"));
}

TEST(CheckConsentTest, one_without_consent_is_refused_in_words) {
  const auto found = [](std::string_view body) {
    base::JsonReader reader("f");
    check_consent(boost::json::parse(body), reader);
    return base::format_problems(reader.problems());
  };
  for (const auto* body : {R"({"name": "A"})", R"({"consent": null})"}) {
    EXPECT_EQ(
        found(body),
        "f#/consent: found nothing, expected the person's consent to being shown: \"given\" and \"until\" as days, "
        "\"by\" whoever took it down\n");
  }
  EXPECT_EQ(found(R"({"consent": {}})"), "");
  EXPECT_EQ(found("[]"), "");
}

TEST(ShownPeriodTest, without_consent_is_never) {
  auto made = profile({2026, 1, 1}, {2026, 1, 31}, {2026, 1, 1}, {2026, 12, 31});
  made.consent.reset();
  EXPECT_LE(shown(made).until, at("2026-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace smartmove::profiles
