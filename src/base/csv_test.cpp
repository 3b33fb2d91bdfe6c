#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace smartmove::base {
namespace {

TEST(Csv, ReadsQuotesBreaksAndBothLineEndings) {
  const auto rows = parse_csv(
      "\xEF\xBB\xBF"
      "a,b\r\n\"x, \"\"y\"\"\n2\",Åmål\n\n,\n",
      "f.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[1].fields, (std::vector<std::string>{"x, \"y\"\n2", "Åmål"}));
  EXPECT_EQ((*rows)[1].line, 2u);
  EXPECT_EQ((*rows)[2].line, 5u);
  EXPECT_EQ((*rows)[2].fields, (std::vector<std::string>{"", ""}));
}

TEST(Csv, NamesEveryMistakeByLine) {
  const auto rows = parse_csv("a\n\"b\"c,d\ne\"f\n\"open\n", "f.csv");
  ASSERT_FALSE(rows);
  ASSERT_EQ(rows.error().problems.size(), 3u);
  EXPECT_EQ(rows.error().problems[0].where, "f.csv:2");
  EXPECT_EQ(rows.error().problems[1].where, "f.csv:3");
  EXPECT_EQ(rows.error().problems[2].where, "f.csv:4");
}

TEST(Csv, WritesWhatItReads) {
  for (const std::string value : {"plain", "with, comma", "with \"quotes\"", "two\nlines", ""}) {
    const auto rows = parse_csv(csv_field(value) + ",end", "f.csv");
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->at(0).fields.at(0), value);
  }
}

TEST(Csv, RefusesAHugeField) { EXPECT_FALSE(parse_csv(std::string(70'000, 'x'), "f.csv")); }

}  // namespace
}  // namespace smartmove::base
