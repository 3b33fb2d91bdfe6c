#include "storage/parameters.hpp"

#include <gtest/gtest.h>

namespace smartmove::storage {
namespace {

TEST(NumberParameters, numbers_names_by_their_first_appearance) {
  const auto query = number_parameters("SELECT :b, :a, :b WHERE x = :long_name2");
  EXPECT_EQ(query.text, "SELECT $1, $2, $1 WHERE x = $3");
  EXPECT_EQ(query.parameters, 3u);
}

TEST(NumberParameters, leaves_casts_and_quoted_text_alone) {
  const auto query = number_parameters(R"(SELECT ':a', 'it''s :b', ":c", :d::text, '{"x": 1}'::jsonb)");
  EXPECT_EQ(query.text, R"(SELECT ':a', 'it''s :b', ":c", $1::text, '{"x": 1}'::jsonb)");
  EXPECT_EQ(query.parameters, 1u);
}

TEST(NumberParameters, takes_comments_out) {
  const auto query = number_parameters("-- it's :a comment\nSELECT 1 /* and :b's */ + :c -- the end");
  EXPECT_EQ(query.text, "\nSELECT 1  + $1 ");
  EXPECT_EQ(query.parameters, 1u);
}

TEST(NumberParameters, survives_unfinished_text) {
  EXPECT_EQ(number_parameters("SELECT 'abc").text, "SELECT 'abc");
  EXPECT_EQ(number_parameters("/* abc").text, "");
  EXPECT_EQ(number_parameters("/*").text, "");
  EXPECT_EQ(number_parameters("a : b").text, "a : b");
  EXPECT_EQ(number_parameters(":").text, ":");
}

}  // namespace
}  // namespace smartmove::storage
