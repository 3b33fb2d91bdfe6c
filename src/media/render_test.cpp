#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/image_header.hpp"
#include "media/testing.hpp"

namespace smartmove::media {
namespace {

using testing::must;

TEST(RenderTest, every_width_and_format_at_once) {
  std::vector<Recipe> recipes;
  for (const int width : widths_of(700)) {
    for (const auto format : formats_of(false)) recipes.push_back({Shape::full, {}, width, format});
  }
  const auto made = must(render(testing::png(700, 350), FileType::png, recipes));
  ASSERT_EQ(made.size(), recipes.size());
  for (std::size_t i = 0; i < made.size(); ++i) {
    EXPECT_EQ(sniff(made[i]), recipes[i].format);
    const auto facts = must(inspect(made[i], recipes[i].format));
    EXPECT_EQ(facts.width, recipes[i].width);
    EXPECT_NEAR(facts.height, recipes[i].width / 2, 1);
    EXPECT_TRUE(facts.plain);
  }
}

TEST(RenderTest, a_crop_shows_what_is_round_the_focus) {
  const auto original = testing::jpeg(800, 400);
  for (const auto& [x, low, high] : {std::tuple(0, "00", "60"), std::tuple(100, "a0", "ff")}) {
    const auto made = must(render(original, FileType::jpeg, {{Shape::square, {x, 50}, 320, FileType::jpeg}})).front();
    const auto facts = must(inspect(made, FileType::jpeg));
    EXPECT_EQ(facts.width, 320);
    EXPECT_EQ(facts.height, 320);
    const auto red = must(twelve_colours(made)).substr(x == 0 ? 0 : 18, 2);
    EXPECT_GE(red, low);
    EXPECT_LE(red, high);
  }
}

TEST(RenderTest, shapes_have_their_ratio_at_every_width) {
  const auto original = testing::jpeg(1000, 997);
  for (const auto& [shape, ratio] :
       {std::pair(Shape::wide, 16.0 / 9), std::pair(Shape::square, 1.0), std::pair(Shape::tall, 4.0 / 5)}) {
    const auto area = crop(1000, 997, shape, {30, 70});
    for (const int width : widths_of(area.width)) {
      const auto made = must(render(original, FileType::jpeg, {{shape, {30, 70}, width, FileType::webp}})).front();
      const auto size = read_image_size(made, FileType::webp);
      EXPECT_EQ(size->width, static_cast<unsigned>(width));
      EXPECT_NEAR(size->height, width / ratio, 1.5);
    }
  }
}

TEST(RenderTest, a_small_picture_is_not_made_larger) {
  const auto made = must(render(testing::png(3, 2), FileType::png, {{Shape::full, {}, 3, FileType::avif}})).front();
  EXPECT_EQ(must(inspect(made, FileType::avif)).width, 3);
}

TEST(RenderTest, what_one_sees_through_stays_so) {
  for (const auto format : formats_of(true)) {
    const auto made =
        must(render(testing::png(400, 300, true), FileType::png, {{Shape::full, {}, 320, format}})).front();
    EXPECT_TRUE(must(inspect(made, format)).alpha) << extension(format);
  }
}

}  // namespace
}  // namespace smartmove::media
