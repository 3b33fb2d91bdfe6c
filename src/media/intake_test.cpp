#include "media/intake.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/hash.hpp"
#include "media/strip.hpp"
#include "media/testing.hpp"

namespace smartmove::media {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;
using testing::must;
using ::testing::Not;

base::Problem refusal(const std::string& bytes, const Limits& limits = {}, ErrorKind kind = ErrorKind::invalid) {
  const auto taken = take_in(bytes, limits);
  if (taken) return {"", "taken", ""};
  EXPECT_EQ(taken.error().kind, kind) << taken.error().message;
  EXPECT_THAT(taken.error().message, ::testing::EndsWith("."));
  return taken.error().problems.at(0);
}

void expect_settled(const Original& original) {
  const auto again = must(take_in(original.bytes, {}));
  EXPECT_EQ(again.sha256, original.sha256) << "taking in what is kept gives other bytes";
  EXPECT_EQ(again.type, original.type);
  EXPECT_EQ(again.colours, original.colours);
  EXPECT_EQ(sha256_hex(original.bytes), original.sha256);
}

TEST(IntakeTest, a_plain_jpeg_stays_bit_for_bit_without_its_metadata) {
  const auto bare = *strip_jpeg(testing::jpeg(120, 90));
  const auto taken = must(take_in(testing::with_segment(bare, '\xe1', testing::exif(1)), {}));
  EXPECT_EQ(taken.bytes, bare);
  EXPECT_EQ(taken.type, FileType::jpeg);
  EXPECT_EQ(taken.width, 120);
  EXPECT_EQ(taken.height, 90);
  EXPECT_FALSE(taken.alpha);
  expect_settled(taken);
}

TEST(IntakeTest, a_plain_png_stays_bit_for_bit) {
  const auto taken = must(take_in(testing::png(40, 30), {}));
  EXPECT_EQ(taken.bytes, testing::png(40, 30));
  EXPECT_EQ(taken.type, FileType::png);
  expect_settled(taken);
}

TEST(IntakeTest, a_turned_picture_is_turned_upright) {
  const auto lying = testing::with_segment(testing::jpeg(120, 90), '\xe1', testing::exif(6));
  const auto taken = must(take_in(lying, {}));
  EXPECT_EQ(taken.width, 90);
  EXPECT_EQ(taken.height, 120);
  EXPECT_THAT(taken.bytes, Not(HasSubstr("GPS")));
  // Green grew downwards; turned clockwise it grows to the left, and red downwards: the last field is red, not green.
  EXPECT_GT(taken.colours.substr(66, 2), "a0");
  EXPECT_LT(taken.colours.substr(68, 2), "60");
  expect_settled(taken);
}

TEST(IntakeTest, a_colour_profile_is_not_kept) {
  const auto with_profile =
      testing::with_segment(testing::jpeg(40, 30), '\xe2', std::string("ICC_PROFILE\0\1\1no profile", 24));
  const auto taken = must(take_in(with_profile, {}));
  EXPECT_THAT(taken.bytes, Not(HasSubstr("ICC_PROFILE")));
  expect_settled(taken);
}

TEST(IntakeTest, other_formats_are_written_anew) {
  for (const auto type : {FileType::webp, FileType::avif}) {
    const auto taken = must(take_in(testing::in_format(64, 48, type), {}));
    EXPECT_EQ(taken.type, FileType::jpeg);
    EXPECT_EQ(taken.width, 64);
    expect_settled(taken);
    const auto through = must(take_in(testing::in_format(64, 48, type, true), {}));
    EXPECT_EQ(through.type, FileType::png);
    EXPECT_TRUE(through.alpha);
    EXPECT_EQ(through.colours, "");
    expect_settled(through);
  }
  const std::string dot("GIF89a\1\0\1\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 35);
  const auto taken = must(take_in(dot, {}));
  EXPECT_EQ(taken.type, FileType::png);
  EXPECT_EQ(taken.width, 1);
  expect_settled(taken);
}

TEST(IntakeTest, twelve_colours_stand_for_the_picture) {
  const auto taken = must(take_in(testing::png(400, 300), {}));
  ASSERT_EQ(taken.colours.size(), 72u);
  EXPECT_LT(taken.colours.substr(0, 2), "30");   // red at the left
  EXPECT_GT(taken.colours.substr(18, 2), "d0");  // red at the right
  EXPECT_GT(taken.colours.substr(50, 2), "b0");  // green at the bottom
}

TEST(IntakeTest, an_svg_is_cleaned) {
  const auto taken = must(take_in(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4' onload='x'><script/><path d='M0 0'/></svg>", {}));
  EXPECT_EQ(taken.type, FileType::svg);
  EXPECT_EQ(taken.width, 8);
  EXPECT_EQ(taken.height, 4);
  EXPECT_THAT(taken.bytes, Not(HasSubstr("script")));
  expect_settled(taken);
}

TEST(IntakeTest, what_is_no_picture_is_refused) {
  for (const auto& bytes : {std::string(), std::string("MZ\x90"), std::string("%PDF-1.7"), std::string("<html/>")}) {
    EXPECT_EQ(refusal(bytes).found, "a file that is no picture");
  }
}

TEST(IntakeTest, limits_are_held_before_anything_is_decoded) {
  Limits limits;
  limits.max_bytes = 10;
  EXPECT_EQ(refusal(testing::png(4, 4), limits, ErrorKind::too_large).expected, "at most 10 (max-image-bytes)");
  limits = {};
  limits.max_pixels = 100;
  EXPECT_EQ(refusal(testing::png(11, 10), limits, ErrorKind::too_large).found, "11 × 10 pixels");
  EXPECT_EQ(must(take_in(testing::png(10, 10), limits)).width, 10);
  // A bomb: some bytes that would be ten thousand million pixels. Decoding it would fail otherwise than by its size.
  const auto bomb = std::string("\x89PNG\r\n\x1a\n") +
                    testing::png_chunk("IHDR", testing::big_endian(100'000) + testing::big_endian(100'000) +
                                                   std::string("\x08\x02\0\0\0", 5)) +
                    testing::png_chunk("IDAT", "") + testing::png_chunk("IEND", "");
  EXPECT_EQ(refusal(bomb, {}, ErrorKind::too_large).found, "100000 × 100000 pixels");
  EXPECT_EQ(refusal(testing::png(30'001, 1), {}, ErrorKind::too_large).expected, "at most 30000 pixels a side");
}

TEST(IntakeTest, what_is_cut_off_or_damaged_is_refused) {
  const auto jpeg = testing::jpeg(200, 200);
  for (const auto part : {2, 4, 10}) {
    const auto problem = refusal(jpeg.substr(0, jpeg.size() * static_cast<std::size_t>(part - 1) / part));
    EXPECT_NE(problem.found, "taken") << part;
  }
  const auto avif = testing::in_format(64, 48, FileType::avif);
  EXPECT_NE(refusal(testing::png(200, 200).substr(0, 300)).found, "taken");
  EXPECT_NE(refusal(avif.substr(0, avif.size() / 2)).found, "taken");
  EXPECT_THAT(refusal("<svg xmlns='http://www.w3.org/2000/svg'/>").found, HasSubstr("says no size"));
}

}  // namespace
}  // namespace smartmove::media
