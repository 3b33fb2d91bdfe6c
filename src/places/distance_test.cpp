#include "places/distance.hpp"

#include <gtest/gtest.h>

namespace smartmove::places {
namespace {

// Worked by hand: a degree of a great circle is 2 pi 6371.0088 / 360 = 111.1951 km.
TEST(GreatCircle, along_the_equator_and_a_meridian_is_degrees_times_111) {
  EXPECT_NEAR(great_circle_km({0, 0}, {0, 1}), 111.1951, 0.0001);
  EXPECT_NEAR(great_circle_km({59, 15}, {60, 15}), 111.1951, 0.0001);
  EXPECT_NEAR(great_circle_km({0, 0}, {0, 180}), 20015.115, 0.001);
  EXPECT_NEAR(great_circle_km({90, 0}, {-90, 77}), 20015.115, 0.001);
}

// BNA to LAX is the formula's usual example: 2887.26 km with a radius of 6372.8 km.
TEST(GreatCircle, knows_the_formulas_usual_example) {
  EXPECT_NEAR(great_circle_km({36.12, -86.67}, {33.94, -118.40}), 2887.26 * 6371.0088 / 6372.8, 0.01);
}

// As the crow flies, by any atlas: 344 km from Paris to London.
TEST(GreatCircle, agrees_with_an_atlas) { EXPECT_NEAR(great_circle_km({48.8566, 2.3522}, {51.5074, -0.1278}), 344, 1); }

TEST(GreatCircle, is_nothing_to_itself_and_the_same_both_ways) {
  const Centroid kumla{59.12, 15.14};
  const Centroid stockholm{59.33, 18.07};
  EXPECT_EQ(great_circle_km(kumla, kumla), 0);
  EXPECT_DOUBLE_EQ(great_circle_km(kumla, stockholm), great_circle_km(stockholm, kumla));
  EXPECT_NEAR(great_circle_km({10, 179.5}, {10, -179.5}), great_circle_km({10, 0}, {10, 1}), 1e-9);
  EXPECT_NEAR(great_circle_km({20, 30}, {-20, -150}), 20015.115, 0.001);
}

}  // namespace
}  // namespace smartmove::places
