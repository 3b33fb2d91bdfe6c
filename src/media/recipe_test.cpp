#include "media/recipe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::media {
namespace {

using ::testing::ElementsAre;

TEST(RecipeTest, a_crop_is_as_large_as_it_can_be) {
  EXPECT_EQ(crop(4000, 3000, Shape::full, {}), (Area{0, 0, 4000, 3000}));
  EXPECT_EQ(crop(4000, 3000, Shape::wide, {50, 50}), (Area{0, 375, 4000, 2250}));
  EXPECT_EQ(crop(4000, 3000, Shape::square, {50, 50}), (Area{500, 0, 3000, 3000}));
  EXPECT_EQ(crop(4000, 3000, Shape::tall, {50, 50}), (Area{800, 0, 2400, 3000}));
}

TEST(RecipeTest, a_crop_goes_as_near_the_focus_as_the_edges_allow) {
  EXPECT_EQ(crop(4000, 3000, Shape::square, {0, 0}), (Area{0, 0, 3000, 3000}));
  EXPECT_EQ(crop(4000, 3000, Shape::square, {100, 100}), (Area{1000, 0, 3000, 3000}));
  EXPECT_EQ(crop(4000, 3000, Shape::square, {55, 0}), (Area{700, 0, 3000, 3000}));
  EXPECT_EQ(crop(1000, 4000, Shape::wide, {0, 90}), (Area{0, 3319, 1000, 563}));
}

TEST(RecipeTest, a_crop_lies_inside_whatever_the_picture) {
  for (const int width : {1, 2, 3, 17, 30000}) {
    for (const int height : {1, 2, 5, 16, 30000}) {
      for (const auto shape : {Shape::full, Shape::wide, Shape::square, Shape::tall}) {
        for (const int focus : {0, 33, 100}) {
          const auto area = crop(width, height, shape, {focus, focus});
          EXPECT_TRUE(area.width >= 1 && area.height >= 1 && area.left >= 0 && area.top >= 0 &&
                      area.left + area.width <= width && area.top + area.height <= height)
              << width << "x" << height;
        }
      }
    }
  }
}

TEST(RecipeTest, widths_are_never_larger_than_the_original) {
  EXPECT_THAT(widths_of(5000), ElementsAre(320, 480, 640, 960, 1280, 1920));
  EXPECT_THAT(widths_of(1920), ElementsAre(320, 480, 640, 960, 1280, 1920));
  EXPECT_THAT(widths_of(1000), ElementsAre(320, 480, 640, 960, 1000));
  EXPECT_THAT(widths_of(320), ElementsAre(320));
  EXPECT_THAT(widths_of(1), ElementsAre(1));
}

TEST(RecipeTest, a_name_says_all_of_it) {
  const Recipe wide{Shape::wide, {50, 33}, 640, FileType::avif};
  const Recipe full{Shape::full, {}, 1000, FileType::jpeg};
  EXPECT_EQ(wide.name(), "wide-640-50-33-v1.avif");
  EXPECT_EQ(full.name(), "full-1000-v1.jpg");
  EXPECT_EQ(Recipe::parse(wide.name()), wide);
  EXPECT_EQ(Recipe::parse(full.name()), full);
}

TEST(RecipeTest, one_spelling_only) {
  for (const auto* name :
       {"", "wide", "wide-640-50-33-v1", "wide-640-50-33-v2.avif", "wide-640-50-33-v1.exe", "wide-640-v1.avif",
        "full-640-50-50-v1.avif", "wide-0640-50-33-v1.avif", "wide-640-050-33-v1.avif", "wide-640-101-33-v1.avif",
        "wide-640-50--1-v1.avif", "wide-0-50-33-v1.avif", "wide-1921-50-33-v1.avif", "wide-99999999999-1-1-v1.avif",
        "wide-640-50-33-v1.avif.avif", "Wide-640-50-33-v1.avif", "wide-640-50-33-v1-.avif", "huge-640-1-1-v1.avif"}) {
    EXPECT_EQ(Recipe::parse(name), std::nullopt) << name;
  }
  EXPECT_EQ(Recipe::parse(std::string_view("wide\0x-640-50-33-v1.avif", 24)), std::nullopt);
}

TEST(RecipeTest, what_one_sees_through_has_no_jpeg) {
  EXPECT_THAT(formats_of(false), ElementsAre(FileType::avif, FileType::webp, FileType::jpeg));
  EXPECT_THAT(formats_of(true), ElementsAre(FileType::avif, FileType::webp, FileType::png));
}

}  // namespace
}  // namespace smartmove::media
