#include "media/file_type.hpp"

#include <gtest/gtest.h>
#include <string>

namespace smartmove::media {
namespace {

using std::string_literals::operator""s;

TEST(FileTypeTest, by_content) {
  EXPECT_EQ(sniff("\xff\xd8\xff\xe0"s), FileType::jpeg);
  EXPECT_EQ(sniff("\x89PNG\r\n\x1a\n"s), FileType::png);
  EXPECT_EQ(sniff("RIFF\x10\0\0\0WEBPVP8 "s), FileType::webp);
  EXPECT_EQ(sniff("GIF89a"s), FileType::gif);
  EXPECT_EQ(sniff("\0\0\0\x18"s + "ftypavif\0\0\0\0mif1"s), FileType::avif);
  EXPECT_EQ(sniff("\0\0\0\x18"s + "ftypmif1\0\0\0\0avif"s), FileType::avif);
  for (const auto* svg : {"<svg/>", "<svg >", "\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b --><svg\nx='1'>",
                          "<!DOCTYPE svg PUBLIC \"a\" \"b\">\n<svg>", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>"}) {
    EXPECT_EQ(sniff(svg), FileType::svg) << svg;
  }
}

TEST(FileTypeTest, everything_else_is_nothing) {
  for (const auto& bytes :
       {""s, "MZ"s, "%PDF-1.7"s, "<html><svg/></html>"s, "<svgx>"s, "<svg"s, "text"s, "RIFF\x10\0\0\0WAVEfmt "s,
        "\0\0\0\x18"s + "ftypheic\0\0\0\0mif1"s, "\0\0\0\x0c"s + "ftypmif1avif"s, "<!-- <svg>"s, "<?xml"s}) {
    EXPECT_EQ(sniff(bytes), std::nullopt) << bytes;
  }
}

TEST(FileTypeTest, names) {
  for (const auto type :
       {FileType::jpeg, FileType::png, FileType::webp, FileType::avif, FileType::gif, FileType::svg}) {
    EXPECT_EQ(type_of_extension(extension(type)), type);
    EXPECT_TRUE(content_type(type).starts_with("image/"));
  }
  EXPECT_EQ(content_type(FileType::svg), "image/svg+xml");
  EXPECT_EQ(type_of_extension("html"), std::nullopt);
}

}  // namespace
}  // namespace smartmove::media
