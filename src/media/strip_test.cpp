#include "media/strip.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/testing.hpp"

namespace smartmove::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(StripTest, jpeg_keeps_what_its_pixels_need_and_no_more) {
  const auto bare = strip_jpeg(testing::jpeg(70, 50));
  ASSERT_TRUE(bare);
  auto dressed = testing::with_segment(*bare, '\xe1', testing::exif(1));
  dressed = testing::with_segment(dressed, '\xe0', "JFIF and a small picture of GPS");
  dressed = testing::with_segment(dressed, '\xed', "Photoshop GPS");
  dressed = testing::with_segment(dressed, '\xe2', "MPF GPS");
  dressed = testing::with_segment(dressed, '\xfe', "GPS in a comment");
  dressed += "a film with GPS behind the end";
  EXPECT_THAT(dressed, HasSubstr("GPS"));
  EXPECT_EQ(strip_jpeg(dressed), bare);
  EXPECT_EQ(strip_jpeg(*bare), bare);
}

TEST(StripTest, jpeg_keeps_how_its_colours_are_coded) {
  const auto bare = *strip_jpeg(testing::jpeg(70, 50));
  const std::string adobe("Adobe\0\x64\0\0\0\0\0", 12);
  const auto coded = testing::with_segment(bare, '\xee', adobe);
  EXPECT_EQ(strip_jpeg(coded), coded);
  EXPECT_EQ(strip_jpeg(testing::with_segment(bare, '\xee', adobe + "GPS")), bare);
}

TEST(StripTest, jpeg_may_have_fill_before_its_markers) {
  const std::string scan("\xff\xda\0\x02", 4);
  const std::string data(
      "ab\xff\xff\0cd\xff\xff\xd3"
      "e",
      11);  // a stuffed 0xFF and a restart, both with fill
  const auto bare = "\xff\xd8" + scan + data + "\xff\xd9";
  EXPECT_EQ(strip_jpeg(bare), bare);
  EXPECT_EQ(strip_jpeg("\xff\xd8" + scan + data + "\xff\xff\xff\xd9"), bare);
  EXPECT_FALSE(strip_jpeg(std::string("\xff\xd8\xff\0\0\x02", 6) + bare.substr(2)));  // stuffing outside a scan
}

TEST(StripTest, png_keeps_what_its_pixels_need_and_no_more) {
  const auto bare = testing::png(70, 50);
  const auto head = bare.substr(0, 8 + 25);
  const auto dressed = head + testing::png_chunk("eXIf", "GPS") + testing::png_chunk("tEXt", "Comment\0GPS") +
                       testing::png_chunk("acTL", "GPS 5678") + bare.substr(head.size()) + "GPS behind the end";
  EXPECT_EQ(strip_png(dressed), bare);
  EXPECT_EQ(strip_png(bare), bare);
}

TEST(StripTest, what_is_cut_off_is_nothing) {
  const auto whole_jpeg = testing::jpeg(70, 50);
  const auto whole_png = testing::png(70, 50);
  for (std::size_t length = 0; length < whole_jpeg.size(); ++length) {
    EXPECT_FALSE(strip_jpeg(whole_jpeg.substr(0, length))) << length;
  }
  for (std::size_t length = 0; length < whole_png.size(); ++length) {
    EXPECT_FALSE(strip_png(whole_png.substr(0, length))) << length;
  }
}

}  // namespace
}  // namespace smartmove::media
