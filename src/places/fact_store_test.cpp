#include "places/fact_store.hpp"

#include "places/testing.hpp"

namespace smartmove::places {
namespace {

using content::testing::must;
using ::testing::ElementsAre;

class FactStoreTest : public storage::testing::DatabaseTest {
 protected:
  template <class Body>
  auto write(Body body) {
    return must(database().write([&](storage::Session& session) {
      FactStore store(session);
      return body(store);
    }));
  }
  Put put(const Fact& fact) {
    return write([&](FactStore& store) { return store.put_fact(fact); });
  }
  void put_names() {
    write([](FactStore& store) -> base::Result<bool> {
      TRY(store.put_place(testing::kumla()));
      TRY(store.put_place(testing::county()));
      TRY(store.put_indicator(testing::share()));
      TRY(store.put_indicator(testing::population()));
      return true;
    });
  }
  std::vector<std::string> facts(std::string_view place, std::string_view indicator) {
    std::vector<std::string> found;
    for (const auto& each : write([&](FactStore& store) { return store.facts(place, indicator); })) {
      found.push_back(each.place + " " + each.indicator + " " + each.period);
    }
    return found;
  }
};
INSTANTIATE_TEST_SUITE_P(databases, FactStoreTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(FactStoreTest, keeps_places_by_code) {
  auto place = testing::kumla();
  EXPECT_EQ(write([&](FactStore& store) { return store.put_place(place); }), Put::added);
  EXPECT_EQ(write([&](FactStore& store) { return store.put_place(place); }), Put::unchanged);
  place.names["sv"] = "Kumla stad";
  EXPECT_EQ(write([&](FactStore& store) { return store.put_place(place); }), Put::changed);
  EXPECT_EQ(write([&](FactStore& store) { return store.put_place(testing::county()); }), Put::added);
  const auto found = write([](FactStore& store) { return store.place("1881"); });
  EXPECT_EQ(found->names.at("sv"), "Kumla stad");
  EXPECT_EQ(found->kind, PlaceKind::municipality);
  EXPECT_EQ(found->parent, "18");
  EXPECT_FALSE(found->centroid);
  EXPECT_FALSE(write([](FactStore& store) { return store.place("9"); }));
  std::vector<std::string> codes;
  for (const auto& each : write([](FactStore& store) { return store.places(); })) codes.push_back(each.code);
  EXPECT_THAT(codes, ElementsAre("18", "1881"));
}

TEST_P(FactStoreTest, knows_where_a_places_middle_is) {
  auto place = testing::kumla();
  const auto put = [&] { return write([&](FactStore& store) { return store.put_place(place); }); };
  const auto kept = [&] { return write([](FactStore& store) { return store.place("1881"); })->centroid; };
  put();
  place.centroid = Centroid{59.12345, -15.1};
  EXPECT_EQ(put(), Put::changed);
  EXPECT_EQ(put(), Put::unchanged);
  EXPECT_EQ(kept(), place.centroid);
  place.centroid->longitude = 0;
  EXPECT_EQ(put(), Put::changed);
  EXPECT_EQ(write([](FactStore& store) { return store.places(); }).at(0).centroid, place.centroid);
  place.centroid.reset();
  EXPECT_EQ(put(), Put::changed);
  EXPECT_EQ(kept(), std::nullopt);
  place.centroid = Centroid{91, 0};
  EXPECT_FALSE(database().write([&](storage::Session& session) { return FactStore(session).put_place(place); }));
}

TEST_P(FactStoreTest, keeps_indicators_by_code) {
  auto indicator = testing::share();
  EXPECT_EQ(write([&](FactStore& store) { return store.put_indicator(indicator); }), Put::added);
  EXPECT_EQ(write([&](FactStore& store) { return store.put_indicator(indicator); }), Put::unchanged);
  indicator.decimals = 2;
  EXPECT_EQ(write([&](FactStore& store) { return store.put_indicator(indicator); }), Put::changed);
  EXPECT_EQ(write([&](FactStore& store) { return store.put_indicator(testing::population()); }), Put::added);
  const auto found = write([](FactStore& store) { return store.indicator("share"); });
  EXPECT_EQ(found->decimals, 2);
  EXPECT_EQ(found->direction, Direction::higher);
  EXPECT_EQ(found->units.at("sv"), "%");
  EXPECT_EQ(found->descriptions.at("en"), "Of all.");
  EXPECT_EQ(found->shelf_life_days, 365);
  EXPECT_EQ(found->stands_in, false);
  indicator.stands_in = true;
  EXPECT_EQ(write([&](FactStore& store) { return store.put_indicator(indicator); }), Put::changed);
  EXPECT_EQ(write([](FactStore& store) { return store.indicator("share"); })->stands_in, true);
  EXPECT_FALSE(write([](FactStore& store) { return store.indicator("x"); }));
  EXPECT_EQ(write([](FactStore& store) { return store.indicators(); }).at(0).code, "population");
}

TEST_P(FactStoreTest, puts_a_fact_once_for_each_period) {
  put_names();
  EXPECT_EQ(put(testing::fact(22354)), Put::added);
  EXPECT_EQ(put(testing::fact(22354)), Put::unchanged);
  EXPECT_EQ(put(testing::fact(22355)), Put::changed);
  EXPECT_EQ(put(testing::fact(std::nullopt)), Put::changed);
  EXPECT_EQ(put(testing::fact(std::nullopt)), Put::unchanged);
  EXPECT_EQ(put(testing::fact(22000, "2023")), Put::added);
  auto other_source = testing::fact(22000, "2023");
  other_source.licence = "CC BY";
  EXPECT_EQ(put(other_source), Put::changed);
  EXPECT_EQ(write([](FactStore& store) { return store.latest("1881", "population"); }), testing::fact(std::nullopt));
}

TEST_P(FactStoreTest, the_latest_is_the_one_whose_period_ends_last) {
  put_names();
  for (const auto* period : {"2022", "2018-2023", "2024-05", "2024-06-30", "2019"}) put(testing::fact(1, period));
  EXPECT_EQ(write([](FactStore& store) { return store.latest("1881", "population"); })->period, "2024-06-30");
  put(testing::fact(1, "2024"));
  EXPECT_EQ(write([](FactStore& store) { return store.latest("1881", "population"); })->period, "2024");
  EXPECT_FALSE(write([](FactStore& store) { return store.latest("18", "population"); }));
}

TEST_P(FactStoreTest, lists_by_place_indicator_and_time) {
  put_names();
  put(testing::fact(1, "2024", "share"));
  put(testing::fact(1, "2024", "population"));
  put(testing::fact(1, "2024", "population", "18"));
  put(testing::fact(1, "2022-2023", "population"));
  put(testing::fact(1, "2023", "population"));
  EXPECT_THAT(facts("", ""), ElementsAre("18 population 2024", "1881 population 2022-2023", "1881 population 2023",
                                         "1881 population 2024", "1881 share 2024"));
  EXPECT_THAT(facts("1881", ""), ElementsAre("1881 population 2022-2023", "1881 population 2023",
                                             "1881 population 2024", "1881 share 2024"));
  EXPECT_THAT(facts("", "population"), ElementsAre("18 population 2024", "1881 population 2022-2023",
                                                   "1881 population 2023", "1881 population 2024"));
  EXPECT_THAT(facts("1881", "share"), ElementsAre("1881 share 2024"));
  EXPECT_THAT(facts("18", "share"), ElementsAre());
}

TEST_P(FactStoreTest, counts_figures_by_source_and_by_licence) {
  put_names();
  put(testing::fact(1, "2023"));
  put(testing::fact(std::nullopt, "2024"));
  auto other = testing::fact(1, "2024-06", "share");
  other.licence = "licence not stated";
  other.retrieved = {2026, 5, 1};
  put(other);
  const auto sources = write([](FactStore& store) { return store.sources(); });
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].licence, "CC0");
  EXPECT_EQ(sources[0].figures, 2);
  EXPECT_EQ(sources[0].url, "https://www.scb.se/x");
  EXPECT_EQ(sources[1].retrieved, (base::Date{2026, 5, 1}));
  const auto licences = write([](FactStore& store) { return store.indicator_licences(); });
  ASSERT_EQ(licences.size(), 2u);
  EXPECT_EQ(licences[0].indicator, "population");
  EXPECT_EQ(licences[0].until, (base::Date{2024, 12, 31}));
  EXPECT_EQ(licences[1].until, (base::Date{2024, 6, 30}));
  EXPECT_EQ(licences[1].figures, 1);
}

TEST_P(FactStoreTest, a_number_comes_back_to_the_last_bit) {
  put_names();
  for (const double value : {0.1, 1.0 / 3, 1e-300, 1.7976931348623157e308, -0.5, 123456789012345678.0}) {
    put(testing::fact(value));
    EXPECT_EQ(write([](FactStore& store) { return store.latest("1881", "population"); })->value, value);
  }
}

TEST_P(FactStoreTest, a_fact_about_nothing_known_is_refused) {
  put_names();
  const auto refused = [&](const Fact& fact) {
    return !database().write([&](storage::Session& session) { return FactStore(session).put_fact(fact); });
  };
  EXPECT_TRUE(refused(testing::fact(1, "2024", "bears")));
  EXPECT_TRUE(refused(testing::fact(1, "2024", "population", "9999")));
  EXPECT_TRUE(refused(testing::fact(1, "undated")));
  auto no_source = testing::fact(1);
  no_source.source_name.clear();
  EXPECT_TRUE(refused(no_source));
  EXPECT_THAT(facts("", ""), ElementsAre());
}

}  // namespace
}  // namespace smartmove::places
