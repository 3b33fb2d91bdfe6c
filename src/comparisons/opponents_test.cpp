#include "comparisons/opponents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::comparisons {
namespace {

using places::Place;
using places::PlaceKind;
using ::testing::ElementsAre;

// Habo and Håbo have one slug; a village is called as a county's code.
std::vector<Place> some() {
  return {{"1480", PlaceKind::municipality, "", {{"en", "Gothenburg"}, {"sv", "Göteborg"}}},
          {"1881", PlaceKind::municipality, "18", {{"en", "Kumla"}, {"sv", "Kumla"}}},
          {"18", PlaceKind::county, "", {{"en", "Örebro County"}, {"sv", "Örebro län"}}},
          {"0643", PlaceKind::municipality, "", {{"en", "Habo"}, {"sv", "Habo"}}},
          {"0305", PlaceKind::municipality, "", {{"en", "Håbo"}, {"sv", "Håbo"}}},
          {"x1", PlaceKind::city, "", {{"en", "18"}, {"sv", "18"}}},
          {"x2", PlaceKind::city, "", {{"en", "東京"}, {"sv", "!"}}}};
}

std::string found(const Opponents& opponents, std::string_view word) {
  const auto* place = opponents.find(word);
  return place ? place->code : "nobody";
}

TEST(OpponentsTest, are_found_by_code_and_by_any_of_their_names) {
  const Opponents swedish(some(), "sv");
  EXPECT_EQ(found(swedish, "1480"), "1480");
  EXPECT_EQ(found(swedish, "goteborg"), "1480");
  EXPECT_EQ(found(swedish, "Göteborg"), "1480");
  EXPECT_EQ(found(swedish, "gothenburg"), "1480");
  EXPECT_EQ(found(swedish, "orebro-lan"), "18");
  EXPECT_EQ(found(swedish, "18"), "18");
  EXPECT_EQ(found(swedish, "habo"), "0643");  // as it is spelt
  EXPECT_EQ(found(swedish, " HÅBO "), "0305");
  EXPECT_EQ(found(swedish, "hàbo"), "nobody");
  EXPECT_EQ(found(swedish, "Anything (1881)"), "1881");
  EXPECT_EQ(found(swedish, "0643"), "0643");
  EXPECT_EQ(found(swedish, "X1"), "x1");
  EXPECT_EQ(found(swedish, "atlantis"), "nobody");
  EXPECT_EQ(found(swedish, "!"), "nobody");
  EXPECT_EQ(found(swedish, ""), "nobody");
}

TEST(OpponentsTest, are_chosen_by_a_label_that_leads_back_to_them) {
  auto places = some();
  places.push_back({"x3", PlaceKind::city, "", {{"en", "Kumla"}, {"sv", "Kumla"}}});
  const Opponents swedish(places, "sv");
  for (const auto& place : swedish.by_name()) EXPECT_EQ(found(swedish, swedish.label(place)), place.code);
  EXPECT_EQ(swedish.label(*swedish.find("0305")), "Håbo");
  EXPECT_EQ(swedish.label(*swedish.find("1881")), "Kumla (1881)");
}

TEST(OpponentsTest, say_whom_somebody_may_have_meant) {
  const Opponents swedish(some(), "sv");
  const auto like = [&](std::string_view word, std::size_t most = 6) {
    std::vector<std::string> codes;
    for (const auto* place : swedish.like(word, most)) codes.push_back(place->code);
    return codes;
  };
  EXPECT_THAT(like("Kumal"), ElementsAre("1881"));
  EXPECT_THAT(like("kumla kommun"), ElementsAre("1881"));
  EXPECT_THAT(like("Gothenborg"), ElementsAre("1480"));
  EXPECT_THAT(like("hàbo"), ElementsAre("0643", "0305"));
  EXPECT_THAT(like("hàbo", 1), ElementsAre("0643"));
  EXPECT_THAT(like("atlantis"), ElementsAre());
  EXPECT_THAT(like(""), ElementsAre());
  EXPECT_THAT(like(std::string(100000, 'a')), ElementsAre());
  EXPECT_TRUE(swedish.is_ambiguous("hàbo"));
  EXPECT_FALSE(swedish.is_ambiguous("habo"));
  EXPECT_FALSE(swedish.is_ambiguous("atlantis"));
  EXPECT_FALSE(swedish.is_ambiguous("!"));
}

TEST(OpponentsTest, have_one_word_each_that_leads_back_to_them) {
  for (const auto* language : {"sv", "en"}) {
    const Opponents opponents(some(), language);
    for (const auto& place : opponents.by_name()) {
      EXPECT_EQ(found(opponents, opponents.word(place)), place.code) << opponents.word(place);
    }
  }
  const Opponents swedish(some(), "sv");
  EXPECT_EQ(swedish.word(*swedish.find("1480")), "goteborg");
  EXPECT_EQ(Opponents(some(), "en").word(*swedish.find("1480")), "gothenburg");
  EXPECT_EQ(swedish.word(*swedish.find("0643")), "0643");
  EXPECT_EQ(swedish.word(*swedish.find("x1")), "x1");
  EXPECT_EQ(swedish.word(*swedish.find("x2")), "x2");
}

TEST(OpponentsTest, stand_in_the_languages_order) {
  std::vector<std::string> names;
  const Opponents swedish(some(), "sv");
  for (const auto& place : swedish.by_name()) names.push_back(swedish.name(place));
  EXPECT_THAT(names, ElementsAre("!", "18", "Göteborg", "Habo", "Håbo", "Kumla", "Örebro län"));
}

TEST(OpponentsTest, an_address_is_in_the_pages_language) {
  const content::Region region{"x", "UTC", {"sv", "en"}};
  const Opponents english(some(), "en");
  EXPECT_EQ(compare_path(region, "sv"), "/jamfor");
  EXPECT_EQ(pair_path(region, english, "en", *english.find("1881"), *english.find("1480")),
            "/en/compare/kumla/gothenburg");
}

}  // namespace
}  // namespace smartmove::comparisons
