#include "stories/story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::stories {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Listed listed(std::string key, StoryKind kind, Topic topic, std::vector<content::AudienceRef> audiences = {}) {
  Story story;
  story.kind = kind;
  story.topic = topic;
  story.audiences = std::move(audiences);
  return {std::move(key), std::make_shared<const Story>(std::move(story)), {}};
}

std::vector<std::string> keys_of(const std::vector<Listed>& stories) {
  std::vector<std::string> keys;
  for (const auto& each : stories) keys.push_back(each.key);
  return keys;
}

constexpr auto story = StoryKind::story;
constexpr auto guide = StoryKind::guide;

TEST(MoreOfTheSameTest, shares_a_topic_or_an_audience_its_own_kind_first) {
  const std::vector<Listed> all{listed("a", guide, Topic::work, {{"students"}}),
                                listed("b", story, Topic::live),
                                listed("c", story, Topic::enjoy),
                                listed("d", story, Topic::work, {{"students"}}),
                                listed("e", guide, Topic::enjoy, {{"students"}}),
                                listed("f", story, Topic::enjoy, {{"students"}, {"families"}})};
  const auto own = listed("own", story, Topic::work, {{"students"}});
  EXPECT_THAT(keys_of(more_of_the_same(own, all, 9)), ElementsAre("d", "f", "a", "e"));
  EXPECT_THAT(keys_of(more_of_the_same(own, all, 2)), ElementsAre("d", "f"));
  EXPECT_THAT(more_of_the_same(own, all, 0), IsEmpty());
}

TEST(MoreOfTheSameTest, is_never_itself_and_differs_between_neighbours) {
  const std::vector<Listed> all{listed("a", story, Topic::live), listed("b", story, Topic::live),
                                listed("c", story, Topic::live), listed("d", story, Topic::live)};
  EXPECT_THAT(keys_of(more_of_the_same(all[0], all, 2)), ElementsAre("b", "c"));
  EXPECT_THAT(keys_of(more_of_the_same(all[1], all, 2)), ElementsAre("c", "d"));
  EXPECT_THAT(keys_of(more_of_the_same(all[3], all, 2)), ElementsAre("a", "b"));
  EXPECT_THAT(more_of_the_same(all[0], {all[0]}, 2), IsEmpty());
}

TEST(BelongsTest, is_where_the_place_or_an_audience_is_the_same) {
  Story told;
  told.audiences = {{"students"}};
  told.place = content::PlaceRef{"1881"};
  EXPECT_TRUE(belongs(told, "", {}));
  EXPECT_TRUE(belongs(told, "1881", {}));
  EXPECT_TRUE(belongs(told, "1881", {"families"}));
  EXPECT_TRUE(belongs(told, "1880", {"students"}));
  EXPECT_TRUE(belongs(told, "", {"students", "families"}));
  EXPECT_FALSE(belongs(told, "1880", {}));
  EXPECT_FALSE(belongs(told, "", {"families"}));
}

TEST(BelongsTest, one_for_everybody_is_for_every_audience_but_no_place) {
  const Story told;
  EXPECT_TRUE(belongs(told, "", {"families"}));
  EXPECT_TRUE(belongs(told, "1881", {"families"}));
  EXPECT_FALSE(belongs(told, "1881", {}));
}

}  // namespace
}  // namespace smartmove::stories
