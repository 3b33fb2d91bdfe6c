#include "web/range.hpp"

#include <gtest/gtest.h>

namespace smartmove::web {
namespace {

using Kind = Selection::Kind;

Selection ranged(std::string_view range, std::size_t size = 1000) { return select({{}, range, {}}, "\"a\"", size); }

TEST(RangeTest, without_conditions_the_whole_is_sent) { EXPECT_EQ(select({}, "\"a\"", 1000).kind, Kind::whole); }

TEST(RangeTest, one_part) {
  const auto expect = [](std::string_view range, std::size_t first, std::size_t last) {
    const auto selection = ranged(range);
    EXPECT_EQ(selection.kind, Kind::part) << range;
    EXPECT_EQ(selection.range, (ByteRange{first, last})) << range;
  };
  expect("bytes=0-0", 0, 0);
  expect("bytes=0-499", 0, 499);
  expect("bytes=500-", 500, 999);
  expect("bytes=999-5000", 999, 999);
  expect("bytes=-1", 999, 999);
  expect("bytes=-5000", 0, 999);
  expect("BYTES = 1-2", 1, 2);
  expect("bytes=0-99999999999999999999999", 0, 999);
  EXPECT_EQ((ByteRange{10, 19}.size()), 10u);
}

TEST(RangeTest, beyond_the_end) {
  EXPECT_EQ(ranged("bytes=1000-").kind, Kind::unsatisfiable);
  EXPECT_EQ(ranged("bytes=1000-1001").kind, Kind::unsatisfiable);
  EXPECT_EQ(ranged("bytes=99999999999999999999999-").kind, Kind::unsatisfiable);
  EXPECT_EQ(ranged("bytes=-0").kind, Kind::unsatisfiable);
  EXPECT_EQ(ranged("bytes=0-", 0).kind, Kind::unsatisfiable);
  EXPECT_EQ(ranged("bytes=-1", 0).kind, Kind::unsatisfiable);
}

TEST(RangeTest, what_is_not_understood_is_passed_over) {
  for (const auto* range : {"bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-a", "bytes=2-1", "bytes=+1-2",
                            "bytes=0-1,5-6", "lines=0-1", "bytes=0x1-2", "bytes=1", "bytes=--1", "bytes=1-2-3"}) {
    EXPECT_EQ(ranged(range).kind, Kind::whole) << range;
  }
}

TEST(RangeTest, a_part_only_of_what_the_client_has) {
  EXPECT_EQ(select({{}, "bytes=0-1", "\"a\""}, "\"a\"", 10).kind, Kind::part);
  EXPECT_EQ(select({{}, "bytes=0-1", "\"b\""}, "\"a\"", 10).kind, Kind::whole);
  EXPECT_EQ(select({{}, "bytes=0-1", "W/\"a\""}, "\"a\"", 10).kind, Kind::whole);
  EXPECT_EQ(select({{}, "bytes=0-1", "Mon, 23 Nov 2026 19:40:00 GMT"}, "\"a\"", 10).kind, Kind::whole);
}

TEST(RangeTest, what_the_client_has_is_not_sent_again) {
  EXPECT_EQ(select({"\"a\"", {}, {}}, "\"a\"", 10).kind, Kind::not_modified);
  EXPECT_EQ(select({"\"b\", W/\"a\"", "bytes=0-1", {}}, "\"a\"", 10).kind, Kind::not_modified);
  EXPECT_EQ(select({"*", {}, {}}, "\"a\"", 10).kind, Kind::not_modified);
  EXPECT_EQ(select({"\"b\"", "bytes=0-1", {}}, "\"a\"", 10).kind, Kind::part);
}

TEST(RangeTest, is_said_in_the_answer) {
  EXPECT_EQ(content_range({0, 99}, 1000), "bytes 0-99/1000");
  EXPECT_EQ(unsatisfied_range(1000), "bytes */1000");
}

}  // namespace
}  // namespace smartmove::web
