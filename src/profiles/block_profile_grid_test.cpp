#include "profiles/people.hpp"
#include "profiles/testing.hpp"

namespace smartmove::profiles {
namespace {

using content::testing::at;
using content::testing::must;
using testing::body;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::Person;
using testing::registry;

class ProfileGridTest : public testing::ProfileTest {};

INSTANTIATE_TEST_SUITE_P(databases, ProfileGridTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(ProfileGridTest, the_grid_shows_those_who_are_booked_up_to_its_count) {
  publish_four();
  EXPECT_THAT(grid(10), ElementsAre("Ada", "Bo", "Cleo"));
  EXPECT_THAT(grid(2), ElementsAre("Ada", "Bo"));
  EXPECT_THAT(grid(0), ElementsAre());
  EXPECT_THAT(grid(-1), ElementsAre());
  now_ = at("2026-12-05T12:00:00Z");
  EXPECT_THAT(grid(10), ElementsAre("Ada", "Bo", "Cleo", "Dan"));
}

TEST_P(ProfileGridTest, the_grid_follows_its_page_when_told_to) {
  publish_four();
  const auto students = [](content::RenderContext& context) { context.speak_to({{"studenter"}}); };
  const auto kumla = [](content::RenderContext& context) {
    context.speak_to({{"unga"}});
    context.set_place("1881");
  };
  EXPECT_THAT(grid(10, true, students), ElementsAre("Ada", "Cleo"));
  EXPECT_THAT(grid(1, true, [](content::RenderContext& context) { context.speak_to({{"unga"}}); }), ElementsAre("Bo"));
  EXPECT_THAT(grid(10, true, kumla), ElementsAre("Ada"));
  EXPECT_THAT(grid(10, true), ElementsAre("Ada", "Bo", "Cleo"));
  EXPECT_THAT(grid(10, false, kumla), ElementsAre("Ada", "Bo", "Cleo"));
}

TEST_P(ProfileGridTest, on_somebodys_own_page_the_grid_shows_others) {
  publish_four();
  const auto own = [](const std::string& key) {
    return [key](content::RenderContext& context) { must(set_page_owner(key, context)); };
  };
  EXPECT_THAT(grid(10, false, own("bo")), ElementsAre("Ada", "Cleo"));
  EXPECT_THAT(grid(1, false, own("ada")), ::testing::Not(Contains("Ada")));
  EXPECT_THAT(grid(10, false, own("nobody")), ElementsAre("Ada", "Bo", "Cleo"));
}

TEST_P(ProfileGridTest, the_grid_takes_turns_by_the_day_and_is_kept_until_midnight) {
  publish_four();
  now_ = at("2026-11-24T22:59:59Z");
  const auto evening = grid(1);
  std::optional<base::Instant> fresh;
  grid(1, false, [&](content::RenderContext& context) {
    context.valid_today();
    fresh = context.fresh_until();
  });
  EXPECT_EQ(fresh, at("2026-11-24T23:00:00Z"));
  EXPECT_EQ(grid(1), evening);
  std::map<std::string, int> shown;
  for (int day = 0; day < 28; ++day) {
    for (const auto& name : grid(1)) ++shown[name];
    now_ += std::chrono::hours(24);
  }
  // Kumla has Ada, and Dan from 1 to 24 December; Örebro has Bo and Cleo.
  EXPECT_EQ(shown["Ada"] + shown["Dan"], 14);
  EXPECT_EQ(shown["Bo"], 7);
  EXPECT_EQ(shown["Cleo"], 7);
  EXPECT_GT(shown["Dan"], 0);
}

TEST_P(ProfileGridTest, the_grid_remarks_what_it_asks_for) {
  publish_four();
  const auto said = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
    context.speak_to({{"studenter"}});
    TRY(context.blocks(TRY(base::from_json<content::Blocks>(boost::json::value{
        {{"type", "profile_grid"}, {"data", {{"heading", "Folk"}, {"count", 2}, {"filter", true}}}}}))));
    EXPECT_EQ(context.fresh_until(), at("2026-11-23T23:00:00Z"));
    EXPECT_THAT(context.tags(), Contains("type:profile"));
    return context.remarks().at(0).kind + boost::json::serialize(context.remarks().at(0).said);
  });
  EXPECT_EQ(said, R"(people{"heading":"Folk","count":2,"place":"","audiences":["studenter"],"except":""})");
}

TEST_P(ProfileGridTest, who_was_taken_down_at_noon_is_not_shown_that_evening) {
  publish("ada", {"Ada"});
  auto edit = edit_of(registry(), "profile", "bo", "bo", body({"Bo", "1880"}));
  edit.expire_at = at("2026-11-24T11:00:00Z");
  save(edit);
  now_ = at("2026-11-24T10:00:00Z");
  EXPECT_THAT(grid(10), ElementsAre("Ada", "Bo"));
  now_ = at("2026-11-24T12:00:00Z");
  EXPECT_THAT(grid(10), ElementsAre("Ada"));
}

}  // namespace
}  // namespace smartmove::profiles
