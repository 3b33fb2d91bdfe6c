#include "profiles/rotation.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace smartmove::profiles {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr base::Date first{2026, 1, 1};
constexpr base::Date last{2026, 12, 31};

// Twelve municipalities, the n-th with 1 + n % 3 people.
std::vector<Candidate> region() {
  std::vector<Candidate> all;
  for (int place = 0; place < 12; ++place) {
    for (int person = 0; person <= place % 3; ++person) {
      const auto code = std::to_string(1860 + place);
      all.push_back({code + static_cast<char>('a' + person), code, first, last});
    }
  }
  return all;
}

struct Count {
  std::map<std::string, int> places;
  std::map<std::string, int> people;
};

Count count(const std::vector<Candidate>& all, int slots, base::Date from, int days) {
  std::map<std::string, std::string> place_of;
  for (const auto& each : all) place_of[each.key] = each.place;
  Rotation rotation(all, slots);
  Count made;
  auto day = from;
  for (int i = 0; i < days; ++i, day = base::day_after(day)) {
    for (const auto& key : rotation.on(day)) {
      ++made.people[key];
      ++made.places[place_of.at(key)];
    }
  }
  return made;
}

int spread(const std::map<std::string, int>& counts) {
  const auto [least, most] = std::minmax_element(counts.begin(), counts.end(),
                                                 [](const auto& a, const auto& b) { return a.second < b.second; });
  return most->second - least->second;
}

std::map<std::string, int> of_place(const Count& made, const std::string& code) {
  std::map<std::string, int> people;
  for (const auto& [key, times] : made.people) {
    if (key.starts_with(code)) people[key] = times;
  }
  return people;
}

TEST(RotationTest, gives_every_municipality_and_within_it_every_person_the_same_over_a_year) {
  for (const int slots : {1, 3, 4, 5, 7, 12}) {
    const auto made = count(region(), slots, first, 360);
    EXPECT_EQ(made.places.size(), 12u);
    EXPECT_LE(spread(made.places), 1) << slots;
    EXPECT_EQ(made.people.size(), 24u);
    for (int place = 0; place < 12; ++place)
      EXPECT_LE(spread(of_place(made, std::to_string(1860 + place))), 1) << slots;
  }
}

TEST(RotationTest, any_stretch_of_the_year_is_as_fair) {
  for (const auto from : {base::Date{2026, 2, 11}, base::Date{2026, 6, 30}, base::Date{2026, 9, 1}}) {
    EXPECT_LE(spread(count(region(), 5, from, 47).places), 2);
  }
}

TEST(RotationTest, where_there_is_room_for_more_each_gives_what_it_has) {
  // 20 slots a day: four municipalities have 1, four 2, four 3 people; the rest is shared by those that have more.
  const auto made = count(region(), 20, first, 360);
  for (const auto& [place, times] : made.places) {
    const int people = 1 + (std::stoi(place) - 1860) % 3;
    EXPECT_NEAR(times, people < 3 ? 360 * people : 720, 1) << place;
  }
  const auto all = count(region(), 100, first, 10);
  EXPECT_EQ(spread(all.people), 0);
  EXPECT_EQ(all.people.at("1860a"), 10);
}

TEST(RotationTest, stays_fair_when_people_come_and_go) {
  // The first of every municipality stays all year; a second and a third come and go, in five municipalities each
  // for another time; and a thirteenth municipality is there for half a year.
  std::vector<Candidate> all;
  for (int place = 0; place < 12; ++place) {
    const auto code = std::to_string(1860 + place);
    all.push_back({code + "a", code, first, last});
    if (place % 2 == 0) all.push_back({code + "b", code, {2026, 1 + place, 5}, {2026, 1 + place, 25}});
    if (place % 3 == 0) all.push_back({code + "c", code, {2026, 2, 3 + place}, {2026, 10, 3 + place}});
  }
  all.push_back({"1900a", "1900", {2026, 4, 1}, {2026, 9, 30}});
  for (const int slots : {1, 3, 5, 11}) {
    auto made = count(all, slots, first, 360);
    made.places.erase("1900");
    EXPECT_LE(spread(made.places), 2) << slots;
    // While all were there.
    const auto summer = count(all, slots, {2026, 4, 1}, 150);
    EXPECT_LE(spread(summer.places), 2) << slots;
    const auto both = count(all, slots, {2026, 2, 27}, 220);
    for (const auto* code : {"1863", "1869"}) EXPECT_LE(spread(of_place(both, code)), 2) << code << " of " << slots;
  }
}

TEST(RotationTest, a_newcomer_is_not_shown_more_for_having_been_away) {
  auto all = region();
  all.push_back({"1900a", "1900", {2026, 7, 1}, last});
  const auto made = count(all, 3, {2026, 7, 1}, 130);
  EXPECT_LE(spread(made.places), 2);
}

TEST(RotationTest, a_day_is_the_same_whoever_asks_and_in_what_order) {
  Rotation forward(region(), 4);
  std::vector<std::vector<std::string>> days;
  for (auto day = first; day < base::Date{2026, 3, 1}; day = base::day_after(day)) days.push_back(forward.on(day));
  EXPECT_EQ(Rotation(region(), 4).on({2026, 2, 28}), days.back());
  EXPECT_EQ(forward.on({2026, 1, 10}), days.at(9));
  EXPECT_EQ(forward.on({2026, 1, 10}), days.at(9));
  auto shuffled = region();
  std::reverse(shuffled.begin(), shuffled.end());
  EXPECT_EQ(Rotation(shuffled, 4).on({2026, 2, 28}), days.back());
  EXPECT_NE(days.at(9), days.at(10));
}

TEST(RotationTest, shows_nobody_twice_and_nobody_who_is_not_there) {
  const std::vector<Candidate> two{{"a", "1", {2026, 3, 1}, {2026, 3, 2}}, {"b", "1", {2026, 3, 2}, {2026, 3, 3}}};
  Rotation rotation(two, 5);
  EXPECT_THAT(rotation.on({2026, 2, 28}), IsEmpty());
  EXPECT_THAT(rotation.on({2026, 3, 1}), ElementsAre("a"));
  EXPECT_THAT(rotation.on({2026, 3, 2}), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(rotation.on({2026, 3, 3}), ElementsAre("b"));
  EXPECT_THAT(rotation.on({2026, 3, 4}), IsEmpty());
  EXPECT_THAT(Rotation(two, 0).on({2026, 3, 2}), IsEmpty());
  EXPECT_THAT(Rotation(two, -1).on({2026, 3, 2}), IsEmpty());
  EXPECT_THAT(Rotation({}, 3).on({2026, 3, 2}), IsEmpty());
}

TEST(RotationTest, the_first_place_goes_round) {
  std::set<std::string> firsts;
  Rotation rotation(region(), 100);
  for (auto day = first; day < base::Date{2026, 1, 25}; day = base::day_after(day))
    firsts.insert(rotation.on(day).front());
  EXPECT_EQ(firsts.size(), 24u);
}

}  // namespace
}  // namespace smartmove::profiles
