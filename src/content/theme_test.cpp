#include "content/theme.hpp"

#include <boost/mp11.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/embedded.hpp"
#include "content/blocks_builtin.hpp"

namespace smartmove::content {
namespace {

using ::testing::HasSubstr;

TEST(ThemeTest, has_every_colour_that_content_may_name) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Colour>>(
      [](auto each) { EXPECT_TRUE(theme().contains(each.name)) << each.name; });
  EXPECT_EQ(field("sun").light.ground, "#ffc93c");
  EXPECT_EQ(field("sun").dark.ground, "#553700");
  EXPECT_EQ(field("night").light.button_ink, "#1c1640");
  EXPECT_EQ(field("nowhere"), field("paper"));
}

TEST(ThemeTest, a_colour_that_is_missing_is_named) {
  const std::string css(base::embedded::themes().front().bytes);
  auto pale = css;
  pale.replace(pale.rfind("--chip: #"), 9, "--chop: #");
  const auto read = read_theme(pale);
  ASSERT_FALSE(read);
  EXPECT_EQ(base::format_problems(read.error().problems),
            "tokens.css: found .field--night, expected all its colours, by day and after dark\n");
  const auto by_day = read_theme(css.substr(0, css.find("@media")));
  ASSERT_FALSE(by_day);
  EXPECT_EQ(by_day.error().problems.size(), theme().size());
  EXPECT_TRUE(read_theme("")->empty());
}

}  // namespace
}  // namespace smartmove::content
