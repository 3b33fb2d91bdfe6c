#include "profiles/exposure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::profiles {
namespace {

std::vector<std::string> lines(const std::vector<Exposure>& rows) {
  std::vector<std::string> made;
  for (const auto& row : rows) {
    made.push_back(row.place + " " + row.key + " " + std::to_string(row.days) + " " + std::to_string(row.slots));
  }
  return made;
}

const std::vector<Candidate> people{{"ada", "1881", {2026, 1, 1}, {2026, 12, 31}},
                                    {"bo", "1881", {2026, 3, 6}, {2026, 3, 10}},
                                    {"cleo", "1880", {2026, 1, 1}, {2026, 12, 31}}};

TEST(ExposureTest, counts_the_days_on_which_each_was_there_and_chosen) {
  EXPECT_THAT(lines(exposure(people, 1, {2026, 3, 1}, {2026, 3, 10})),
              ::testing::ElementsAre("1880  10 5", "1880 cleo 10 5", "1881  10 5", "1881 ada 10 4", "1881 bo 5 1"));
}

TEST(ExposureTest, is_what_the_rotation_shows) {
  Rotation rotation(people, 2);
  int ada = 0;
  for (base::Date day{2026, 2, 1}; day <= base::Date{2026, 3, 31}; day = base::day_after(day)) {
    for (const auto& key : rotation.on(day)) ada += key == "ada" ? 1 : 0;
  }
  const auto rows = exposure(people, 2, {2026, 2, 1}, {2026, 3, 31});
  EXPECT_EQ(rows.at(3).key, "ada");
  EXPECT_EQ(rows.at(3).slots, ada);
  EXPECT_EQ(rows.at(3).days, 59);
}

TEST(ExposureTest, of_nobody_is_nothing) {
  EXPECT_TRUE(exposure({}, 3, {2026, 1, 1}, {2026, 12, 31}).empty());
  EXPECT_TRUE(exposure(people, 1, {2026, 3, 2}, {2026, 3, 1}).empty());
}

}  // namespace
}  // namespace smartmove::profiles
