#include "places/period.hpp"

#include <gtest/gtest.h>

namespace smartmove::places {
namespace {

struct Case {
  const char* text;
  const char* first;
  const char* last;
  const char* swedish;
  const char* english;
};

class PeriodTest : public ::testing::TestWithParam<Case> {};

TEST_P(PeriodTest, knows_its_days_and_its_words) {
  const auto period = Period::parse(GetParam().text);
  ASSERT_TRUE(period) << GetParam().text;
  EXPECT_EQ(base::to_string(period->first()), GetParam().first);
  EXPECT_EQ(base::to_string(period->last()), GetParam().last);
  EXPECT_EQ(period->in_words("sv"), GetParam().swedish);
  EXPECT_EQ(period->in_words("en"), GetParam().english);
  EXPECT_EQ(period->text(), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    valid, PeriodTest,
    ::testing::Values(Case{"2024", "2024-01-01", "2024-12-31", "2024", "2024"},
                      Case{"1700", "1700-01-01", "1700-12-31", "1700", "1700"},
                      Case{"2200", "2200-01-01", "2200-12-31", "2200", "2200"},
                      Case{"2024-02", "2024-02-01", "2024-02-29", "februari 2024", "February 2024"},
                      Case{"2023-02", "2023-02-01", "2023-02-28", "februari 2023", "February 2023"},
                      Case{"1900-02", "1900-02-01", "1900-02-28", "februari 1900", "February 1900"},
                      Case{"2000-02", "2000-02-01", "2000-02-29", "februari 2000", "February 2000"},
                      Case{"2024-04", "2024-04-01", "2024-04-30", "april 2024", "April 2024"},
                      Case{"2024-12", "2024-12-01", "2024-12-31", "december 2024", "December 2024"},
                      Case{"2024-02-29", "2024-02-29", "2024-02-29", "29 februari 2024", "29 February 2024"},
                      Case{"2018-2022", "2018-01-01", "2022-12-31", "2018–2022", "2018–2022"},
                      Case{"2022-2022", "2022-01-01", "2022-12-31", "2022–2022", "2022–2022"},
                      Case{"2019/2020", "2019-01-01", "2020-12-31", "2019 – 2020", "2019 – 2020"},
                      Case{"2019-04/2020-03", "2019-04-01", "2020-03-31", "april 2019 – mars 2020",
                           "April 2019 – March 2020"},
                      Case{"2024-05-30/2024-06-02", "2024-05-30", "2024-06-02", "30 maj 2024 – 2 juni 2024",
                           "30 May 2024 – 2 June 2024"}));

TEST(PeriodRefusalTest, refuses_what_is_no_period) {
  for (const auto* text : {"",
                           "24",
                           "20245",
                           "1699",
                           "2201",
                           "abcd",
                           "20a4",
                           "-024",
                           "+024",
                           " 2024",
                           "2024 ",
                           "2024-",
                           "2024-00",
                           "2024-13",
                           "2024-1",
                           "2024--1",
                           "2024-+1",
                           "2024-5a",
                           "2023-02-29",
                           "2024-02-30",
                           "2024-06-31",
                           "2024-00-01",
                           "2024-1-01",
                           "2024/05",
                           "2024-05-31T",
                           "2022-2018",
                           "2020-03/2019-04",
                           "2024-06-02/2024-05-30",
                           "2018-20222",
                           "2018/",
                           "/2018",
                           "/",
                           "2018/2019/2020",
                           "2018–2022",
                           "2018-2022/2023",
                           "1881-9999",
                           "２０２４"}) {
    const auto period = Period::parse(text);
    ASSERT_FALSE(period) << text;
    EXPECT_EQ(period.error().kind, base::ErrorKind::invalid);
    EXPECT_NE(period.error().message.find("Write 2024"), std::string::npos);
  }
}

}  // namespace
}  // namespace smartmove::places
