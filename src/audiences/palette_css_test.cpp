#include "audiences/palette_css.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::audiences {
namespace {

using ::testing::HasSubstr;

TEST(PaletteCssTest, becomes_a_field_by_day_and_after_dark) {
  const auto css = palette_css(
      "redan-har", {{"#ffc93c", "#1c1640", "#1c1640", "#6b0f3d", "#ffe08c", "#1c1640", "#1c1640", "#fff8ea"},
                    {"#553700", "#fff3d1", "#ffd04f", "#ffe29a", "#6b4e00", "#ffc93c", "#ffc93c", "#2b1e00"}});
  EXPECT_THAT(css, HasSubstr(".field--audience-redan-har,.page:has(> main > .hero.field--audience-redan-har) > .top{"
                             "--ground:#ffc93c;--ink:#1c1640;"));
  EXPECT_THAT(css, HasSubstr("--button-ink:#fff8ea}\n"));
  EXPECT_THAT(css, HasSubstr("@media (prefers-color-scheme: dark){.field--audience-redan-har,"));
  EXPECT_THAT(css, HasSubstr("{--ground:#553700;"));
}

}  // namespace
}  // namespace smartmove::audiences
