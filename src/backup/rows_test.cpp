#include "backup/rows.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace smartmove::backup {
namespace {

using storage::Slot;
using storage::Wire;

const storage::Table table{"note", {{"text", Wire::text}, {"number", Wire::integer}, {"share", Wire::real}}, {}};

std::vector<Slot> row(std::string text, long long number, double share) {
  return {{.wire = Wire::text, .text = std::move(text)},
          {.wire = Wire::integer, .integer = number},
          {.wire = Wire::real, .real = share}};
}

std::vector<Slot> round_trip(const std::vector<Slot>& slots) {
  std::string lines;
  EXPECT_TRUE(append_row(slots, lines));
  std::vector<Slot> found;
  const auto count = parse_rows(lines, table, [&](std::span<const Slot> each) -> base::Result<> {
    found.assign(each.begin(), each.end());
    return {};
  });
  EXPECT_EQ(count.value_or(0), 1) << lines;
  return found;
}

TEST(BackupRows, come_back_exactly) {
  for (const std::string& text :
       {std::string(), std::string("å \"quoted\" \\ \n\r\t \x01 \u2028 🏡"), std::string(70'000, 'x')}) {
    EXPECT_EQ(round_trip(row(text, 0, 0)).at(0).text, text);
  }
  using Limits = std::numeric_limits<long long>;
  for (const long long number : {0LL, -1LL, Limits::max(), Limits::min()}) {
    EXPECT_EQ(round_trip(row("", number, 0)).at(1).integer, number);
  }
  using Reals = std::numeric_limits<double>;
  for (const double share : {0.1, -1.0 / 3, 1e300, Reals::denorm_min(), Reals::max(), 9007199254740993.0}) {
    EXPECT_EQ(round_trip(row("", 0, share)).at(2).real, share);
  }
}

TEST(BackupRows, null_is_not_empty) {
  auto slots = row("", 0, 0);
  for (auto& slot : slots) slot.null = true;
  for (const auto& slot : round_trip(slots)) EXPECT_TRUE(slot.null);
  for (const auto& slot : round_trip(row("", 0, 0))) EXPECT_FALSE(slot.null);
}

TEST(BackupRows, text_that_nobody_wrote_is_not_saved) {
  std::string lines;
  const auto saved = append_row(row("\xff\xfe", 0, 0), lines);
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.error().message.find("damaged"), std::string::npos);
}

TEST(BackupRows, lines_that_are_no_rows_are_refused) {
  for (const char* lines : {"[\"a\",1,\"2\"]", "[\"a\",1]\n", "[\"a\",1,\"2\",3]\n", "{}\n", "\n", "[1,1,\"2\"]\n",
                            "[\"a\",\"1\",\"2\"]\n", "[\"a\",1,2.5]\n", "[\"a\",1,\"nan\"]\n", "[\"a\",1,\"2x\"]\n",
                            "[\"a\",1.5,\"2\"]\n", "[\"\\u0000\",1,\"2\"]\n", "[\"a\",9223372036854775808,\"2\"]\n"}) {
    const auto parsed = parse_rows(lines, table, [](std::span<const Slot>) { return base::Result<>(); });
    EXPECT_FALSE(parsed) << lines;
  }
}

}  // namespace
}  // namespace smartmove::backup
