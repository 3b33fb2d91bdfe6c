#include "media/image_header.hpp"

#include <gtest/gtest.h>

#include "media/testing.hpp"

namespace smartmove::media {
namespace {

using std::string_literals::operator""s;

std::string size_text(std::string_view bytes, FileType type) {
  const auto size = read_image_size(bytes, type);
  return size ? std::to_string(size->width) + "x" + std::to_string(size->height) : "nothing";
}

std::string box(const std::string& kind, const std::string& content) {
  return testing::big_endian(static_cast<std::uint32_t>(content.size()) + 8) + kind + content;
}

std::string avif_of(const std::string& properties) {
  return box("ftyp", "avif\0\0\0\0mif1"s) + box("meta", "\0\0\0\0"s + box("iprp", box("ipco", properties)));
}

std::string ispe(std::uint32_t width, std::uint32_t height) {
  return box("ispe", "\0\0\0\0"s + testing::big_endian(width) + testing::big_endian(height));
}

TEST(ImageHeaderTest, of_files_that_libvips_wrote) {
  EXPECT_EQ(size_text(testing::png(70, 50), FileType::png), "70x50");
  EXPECT_EQ(size_text(testing::jpeg(70, 50), FileType::jpeg), "70x50");
  EXPECT_EQ(size_text(testing::with_segment(testing::jpeg(70, 50), '\xe1', testing::exif(6)), FileType::jpeg), "70x50");
  EXPECT_EQ(size_text(testing::in_format(70, 50, FileType::webp), FileType::webp), "70x50");
  EXPECT_EQ(size_text(testing::in_format(70, 50, FileType::webp, true), FileType::webp), "70x50");
  EXPECT_EQ(size_text(testing::in_format(70, 50, FileType::avif), FileType::avif), "70x50");
}

TEST(ImageHeaderTest, of_files_by_the_book) {
  EXPECT_EQ(size_text("GIF89a\x46\x00\x32\x01"s, FileType::gif), "70x306");
  EXPECT_EQ(size_text("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\xff\xff\xff\x0f"s, FileType::webp), "16384x16384");
  EXPECT_EQ(size_text("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\xff\xff\xff\0\0\0"s, FileType::webp), "16777216x1");
  EXPECT_EQ(size_text("\xff\xd8\xff\xff\xff\xc2\0\x0b\x08\xff\xff\xff\xfe\x01\x01\x11\0"s, FileType::jpeg),
            "65534x65535");
}

TEST(ImageHeaderTest, avif_says_the_largest_of_its_images) {
  EXPECT_EQ(size_text(avif_of(ispe(70, 50)), FileType::avif), "70x50");
  EXPECT_EQ(size_text(avif_of(ispe(10, 10) + ispe(40000, 30000) + ispe(20, 20)), FileType::avif), "40000x30000");
  EXPECT_EQ(size_text(avif_of(""), FileType::avif), "nothing");
}

TEST(ImageHeaderTest, what_is_broken_has_no_size) {
  EXPECT_EQ(size_text("\xff\xd8\xff\xd9"s, FileType::jpeg), "nothing");
  EXPECT_EQ(size_text("\xff\xd8\xff\xe0\x00\x01"s, FileType::jpeg), "nothing");
  EXPECT_EQ(size_text("\xff\xd8\x00"s, FileType::jpeg), "nothing");
  EXPECT_EQ(size_text("\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT\0\0\0\1\0\0\0\1"s, FileType::png), "nothing");
  EXPECT_EQ(size_text("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\1"s, FileType::png), "nothing");
  EXPECT_EQ(size_text("RIFF\0\0\0\0WEBPALPH\0\0\0\0"s, FileType::webp), "nothing");
  EXPECT_EQ(size_text("<svg/>", FileType::svg), "nothing");
}

TEST(ImageHeaderTest, a_file_may_end_anywhere) {
  for (const auto type : {FileType::jpeg, FileType::png, FileType::webp, FileType::avif}) {
    const auto whole = type == FileType::png    ? testing::png(70, 50)
                       : type == FileType::jpeg ? testing::jpeg(70, 50)
                                                : testing::in_format(70, 50, type);
    for (std::size_t length = 0; length < std::min<std::size_t>(whole.size(), 600); ++length) {
      const auto text = size_text(std::string(whole, 0, length), type);
      EXPECT_TRUE(text == "nothing" || text == "70x50") << extension(type) << " cut at " << length << ": " << text;
    }
  }
}

}  // namespace
}  // namespace smartmove::media
