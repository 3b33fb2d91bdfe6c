#include "comparisons/verdict.hpp"

#include <gtest/gtest.h>

namespace smartmove::comparisons {
namespace {

using places::Direction;

constexpr auto unknown = std::nullopt;

struct Row {
  const char* name;
  std::optional<double> here;
  std::optional<double> there;
  Direction direction;
  int decimals;
  Verdict verdict;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class VerdictTest : public ::testing::TestWithParam<Row> {};

INSTANTIATE_TEST_SUITE_P(
    rows, VerdictTest,
    ::testing::Values(Row{"more_is_better_and_here_has_more", 2, 1, Direction::higher, 0, Verdict::here},
                      Row{"more_is_better_and_there_has_more", 1, 2, Direction::higher, 0, Verdict::there},
                      Row{"less_is_better_and_here_has_less", 1, 2, Direction::lower, 0, Verdict::here},
                      Row{"less_is_better_and_there_has_less", 2, 1, Direction::lower, 0, Verdict::there},
                      Row{"below_zero", -2, -1, Direction::higher, 0, Verdict::there},
                      Row{"the_same", 3, 3, Direction::higher, 0, Verdict::draw},
                      Row{"reads_the_same", 3.14, 3.06, Direction::higher, 1, Verdict::draw},
                      Row{"reads_otherwise", 3.14, 3.06, Direction::higher, 2, Verdict::here},
                      Row{"far_apart_by_a_hair", 2.5, 2.4999999, Direction::lower, 0, Verdict::there},
                      Row{"a_half_that_binary_fractions_miss", 2.675, 2.68, Direction::higher, 2, Verdict::draw},
                      Row{"nothing_and_less_than_nothing_read_alike", 0, -0.004, Direction::higher, 2, Verdict::draw},
                      Row{"zero_is_a_figure", 0, 1, Direction::lower, 0, Verdict::here},
                      Row{"here_unknown_is_not_zero", unknown, 1, Direction::lower, 0, Verdict::unknown},
                      Row{"there_unknown_is_not_zero", 1, unknown, Direction::higher, 0, Verdict::unknown},
                      Row{"both_unknown", unknown, unknown, Direction::higher, 0, Verdict::unknown},
                      Row{"neither_is_better", 1, 2, Direction::neither, 0, Verdict::none},
                      Row{"neither_is_better_even_if_alike", 1, 1, Direction::neither, 0, Verdict::none},
                      Row{"neither_is_better_and_unknown", unknown, 2, Direction::neither, 0, Verdict::none}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_P(VerdictTest, is_given_by_what_people_read) {
  const auto& row = GetParam();
  const auto made =
      judge({"rent", "SEK", "2024", row.here}, {"rent", "SEK", "2024", row.there}, row.direction, row.decimals);
  EXPECT_EQ(made.verdict, row.verdict);
  EXPECT_FALSE(made.other_definition || made.other_unit || made.other_period);
}

TEST(JudgeTest, other_periods_are_judged_and_flagged) {
  const auto made = judge({"rent", "SEK", "2023", 1}, {"rent", "SEK", "2024", 2}, Direction::lower, 0);
  EXPECT_EQ(made.verdict, Verdict::here);
  EXPECT_TRUE(made.other_period);
  EXPECT_FALSE(judge({"rent", "SEK", "", unknown}, {"rent", "SEK", "2024", 2}, Direction::lower, 0).other_period);
}

TEST(JudgeTest, two_indicators_have_no_winner_whatever_they_say) {
  for (const auto direction : {Direction::higher, Direction::lower, Direction::neither}) {
    const auto made = judge({"mean", "SEK", "2024", 1}, {"median", "SEK", "2024", 2}, direction, 0);
    EXPECT_EQ(made.verdict, Verdict::not_comparable);
    EXPECT_TRUE(made.other_definition);
    EXPECT_FALSE(made.other_unit);
  }
  EXPECT_EQ(judge({"mean", "SEK", "", unknown}, {"median", "USD", "2024", 2}, Direction::lower, 0).verdict,
            Verdict::not_comparable);
  EXPECT_TRUE(judge({"mean", "SEK", "2024", 1}, {"median", "USD", "2024", 2}, Direction::lower, 0).other_unit);
}

TEST(TallyTest, counts_each_verdict) {
  const auto score = tally({Verdict::here, Verdict::here, Verdict::there, Verdict::draw, Verdict::unknown,
                            Verdict::not_comparable, Verdict::none, Verdict::none});
  EXPECT_EQ(score.here, 2);
  EXPECT_EQ(score.there, 1);
  EXPECT_EQ(score.draw, 1);
  EXPECT_EQ(score.unknown, 1);
  EXPECT_EQ(score.not_comparable, 1);
  EXPECT_EQ(score.none, 2);
  EXPECT_EQ(tally({}).here, 0);
}

}  // namespace
}  // namespace smartmove::comparisons
