#include "places/list_csv.hpp"

#include "places/testing.hpp"

namespace smartmove::places {
namespace {

TEST(ListCsvTest, places_have_a_column_for_each_language) {
  auto kumla = testing::kumla();
  kumla.centroid = Centroid{59.5, -15};
  kumla.names = {{"sv", "Kumla, \"staden\""}};
  EXPECT_EQ(places_to_csv({testing::county(), kumla}),
            "code,kind,parent,latitude,longitude,name_en,name_sv\n"
            "18,county,,,,Örebro County,Örebro län\n"
            "1881,municipality,18,59.5,-15,,\"Kumla, \"\"staden\"\"\"\n");
  EXPECT_EQ(places_to_csv({}), "code,kind,parent,latitude,longitude\n");
}

TEST(ListCsvTest, indicators_say_how_to_read_them) {
  EXPECT_EQ(indicators_to_csv({testing::share()}),
            "code,unit,direction,decimals,shelf_life_days,stands_in,name_en,name_sv,unit_en,unit_sv,description_en,"
            "description_sv\nshare,percent,higher,1,365,false,Share,Andel,%,%,Of all.,Av alla.\n");
}

TEST(ListCsvTest, sources_say_how_much_came_from_them) {
  EXPECT_EQ(sources_to_csv({{"SCB", "https://scb.se", "CC0", 7, {2026, 3, 1}}}),
            "name,url,licence,figures,retrieved\nSCB,https://scb.se,CC0,7,2026-03-01\n");
}

}  // namespace
}  // namespace smartmove::places
