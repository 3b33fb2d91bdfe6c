#include "places/pack_files.hpp"

#include "places/fact_store.hpp"
#include "places/testing.hpp"

namespace smartmove::places {
namespace {

using content::testing::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr const char* places = R"([
  {"code": "1881", "kind": "municipality", "parent": "18", "names": {"sv": "Kumla", "en": "Kumla"}},
  {"code": "18", "kind": "county", "parent": "", "names": {"sv": "Örebro län", "en": "Örebro County"}}])";
constexpr const char* indicators = R"([{"code": "population", "names": {"sv": "Invånare", "en": "Residents"},
  "units": {"sv": "invånare", "en": "residents"}, "descriptions": {"sv": "D", "en": "D"}, "unit": "persons",
  "direction": "neither", "decimals": 0, "shelf_life_days": 800}])";
const std::string header = "place_code,indicator,value,unit,period,source_name,source_url,licence,retrieved\n";
const std::string row = "1881,population,22354,persons,2024,SCB,https://www.scb.se/,CC0,2026-03-01\n";

class PackFilesTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    database().on_change([this](const storage::Change& change) { changes_.push_back(change.tags); });
    pack_.file("places.json", places).file("indicators.json", indicators).file("facts.csv", header + row);
  }
  base::Result<content::ImportReport> import(content::Leftovers leftovers = content::Leftovers::keep) {
    changes_.clear();
    return content::import_pack(database(), testing::registry(), content::testing::translations(), pack_.path(),
                                content::ImportMode::apply, leftovers);
  }
  std::string refusal(content::Leftovers leftovers = content::Leftovers::keep) {
    const auto made = import(leftovers);
    return made ? "no problem" : content::testing::problems_of(made.error());
  }
  std::string value() {
    return must(database().read([](storage::Session& session) -> base::Result<std::string> {
      const auto fact = TRY(FactStore(session).latest("1881", "population"));
      return fact && fact->value ? std::to_string(static_cast<int>(*fact->value)) : std::string("none");
    }));
  }

  content::testing::TestPack pack_;
  std::vector<std::vector<std::string>> changes_;
};
INSTANTIATE_TEST_SUITE_P(databases, PackFilesTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PackFilesTest, takes_places_indicators_and_facts_in) {
  const auto report = must(import());
  EXPECT_EQ(report.counts.at("places").added, 2);
  EXPECT_EQ(report.counts.at("indicators").added, 1);
  EXPECT_EQ(report.counts.at("facts").added, 1);
  EXPECT_EQ(value(), "22354");
  EXPECT_EQ(must(import()).counts.at("facts").unchanged, 1);
  EXPECT_THAT(changes_, IsEmpty());
}

TEST_P(PackFilesTest, a_changed_figure_drops_the_pages_that_show_it) {
  must(import());
  pack_.file("facts.csv", header + "1881,population,22355,persons,2024,SCB,https://www.scb.se/,CC0,2026-03-01\n");
  EXPECT_EQ(must(import()).counts.at("facts").changed, 1);
  ASSERT_EQ(changes_.size(), 1u);
  EXPECT_THAT(changes_[0], ElementsAre("fact:1881/population", "facts"));
  EXPECT_EQ(value(), "22355");
}

TEST_P(PackFilesTest, a_pack_without_these_files_leaves_them_alone) {
  must(import());
  content::testing::TestPack bare;
  must(content::import_pack(database(), testing::registry(), content::testing::translations(), bare.path(),
                            content::ImportMode::apply));
  EXPECT_EQ(value(), "22354");
}

TEST_P(PackFilesTest, lists_what_is_wrong_with_places) {
  pack_.file("facts.csv", header).file("places.json", R"([
    {"code": "Å", "kind": "municipality", "parent": "77", "names": {"sv": "A", "en": "A"}},
    {"code": "18", "kind": "village", "parent": "", "names": {"sv": "B", "en": "B"}},
    {"code": "19", "kind": "county", "parent": "19", "names": {"sv": "C"}},
    {"code": "20", "kind": "county", "parent": "", "names": {"sv": "D", "en": "D"}},
    {"code": "20", "kind": "county", "parent": "", "names": {"sv": "E", "en": "E"}}])");
  const auto problems = refusal();
  EXPECT_THAT(problems, HasSubstr("places.json#/0: found the code \"Å\""));
  EXPECT_THAT(problems, HasSubstr("places.json#/0/parent: found \"77\", expected a place that exists"));
  EXPECT_THAT(problems, HasSubstr("places.json#/1/kind: found \"village\", expected one of municipality, county"));
  EXPECT_THAT(problems, HasSubstr("places.json#/2/names/en: found nothing"));
  EXPECT_THAT(problems, HasSubstr("places.json#/2/parent: found the place itself"));
  EXPECT_THAT(problems, HasSubstr("places.json#/4: found a second place \"20\""));
  pack_.file("places.json", "[7]");  // which may be any place, so that no figure's place is judged
  EXPECT_EQ(refusal(), "places.json#/0: found 7, expected an object\n");
}

TEST_P(PackFilesTest, lists_what_is_wrong_with_indicators) {
  pack_.file("facts.csv", header).file("indicators.json", R"([{"code": "a-b", "names": {"sv": "I"},
    "units": {"sv": "i", "en": "i"}, "descriptions": {"sv": "D", "en": "D"}, "unit": "persons",
    "direction": "up", "decimals": 0, "shelf_life_days": 800},
    {"code": "a-b", "names": {"sv": "I", "en": ""}, "units": {"sv": "i"}, "descriptions": {}, "unit": "persons",
    "direction": "lower", "decimals": 7, "shelf_life_days": 0, "colour": "red"},
    {"code": "c d", "names": {"sv": "I", "en": "I"}, "units": {"sv": "i"}, "descriptions": {}, "unit": "persons",
    "direction": "lower", "decimals": 7, "shelf_life_days": 0}])");
  const auto problems = refusal();
  EXPECT_THAT(problems, HasSubstr("indicators.json#/0/direction: found \"up\""));
  EXPECT_THAT(problems, HasSubstr("indicators.json#/1/colour: found an unknown member"));
  EXPECT_THAT(problems, HasSubstr("indicators.json#/1: found a second indicator \"a-b\""));
  EXPECT_THAT(problems, HasSubstr("indicators.json#/2: found the code \"c d\""));
  EXPECT_THAT(problems, HasSubstr("indicators.json#/2/units/en: found nothing"));
  EXPECT_THAT(problems, HasSubstr("indicators.json#/2/descriptions/sv: found nothing"));
  EXPECT_THAT(problems, HasSubstr("indicators.json#/2/decimals: found 7, expected 0 to 6"));
  EXPECT_THAT(problems, HasSubstr("indicators.json#/2/shelf_life_days: found 0, expected at least 1"));
}

TEST_P(PackFilesTest, a_mistake_in_a_place_does_not_make_one_of_each_of_its_figures) {
  pack_.file("places.json", R"([{"code": "1881", "kind": "municipality", "parent": "", "names": {"sv": "Kumla"}}])");
  EXPECT_EQ(refusal(), "places.json#/0/names/en: found nothing, expected this member, which is required\n");
}

TEST_P(PackFilesTest, a_mistake_in_an_indicator_does_not_make_one_of_each_of_its_figures) {
  const auto with_unit = [](const std::string& unit) {
    return R"([{"code": "population", "names": {"sv": "I"}, "units": {"sv": "i", "en": "i"},
                "descriptions": {"sv": "D", "en": "D"}, "unit": ")" +
           unit + R"(", "direction": "neither", "decimals": 0, "shelf_life_days": 800}])";
  };
  const std::string only = "indicators.json#/0/names/en: found nothing, expected this member, which is required\n";
  pack_.file("indicators.json", with_unit("persons"));
  EXPECT_EQ(refusal(), only);
  pack_.file("indicators.json", indicators);
  must(import());
  pack_.file("indicators.json", with_unit("people"));
  EXPECT_EQ(refusal(), only);
}

TEST_P(PackFilesTest, names_that_cannot_be_read_make_no_mistakes_elsewhere) {
  pack_.file("indicators.json", "[{");
  EXPECT_THAT(content::testing::places_of(import()), ElementsAre("indicators.json:1"));
  pack_.file("indicators.json", indicators).file("places.json", R"([{"cod": "1881", "kind": "municipality",
      "parent": "", "names": {"sv": "Kumla", "en": "Kumla"}}])");
  EXPECT_THAT(content::testing::places_of(import()), ElementsAre("places.json#/0/code", "places.json#/0/cod"));
  content::testing::TestPack misspelt;
  misspelt.file("place.json", places).file("indicators.json", indicators).file("facts.csv", header + row);
  EXPECT_THAT(content::testing::places_of(content::import_pack(database(), testing::registry(),
                                                               content::testing::translations(), misspelt.path(),
                                                               content::ImportMode::apply)),
              ElementsAre("place.json:1"));
}

TEST_P(PackFilesTest, what_the_pack_leaves_out_is_kept_and_named) {
  must(import());
  pack_.file("places.json", R"([{"code": "18", "kind": "county", "parent": "", "names": {"sv": "Ö", "en": "Ö"}}])")
      .file("indicators.json", "[]")
      .file("facts.csv", header);
  EXPECT_THAT(must(import()).kept,
              ElementsAre(Pair("facts", ElementsAre("1881/population 2024")),
                          Pair("indicators", ElementsAre("population")), Pair("places", ElementsAre("1881"))));
  EXPECT_EQ(value(), "22354");
}

TEST_P(PackFilesTest, what_the_pack_leaves_out_goes_where_that_is_wished) {
  must(import());
  pack_.file("places.json", R"([{"code": "18", "kind": "county", "parent": "", "names": {"sv": "Ö", "en": "Ö"}}])")
      .file("indicators.json", "[]")
      .file("facts.csv", header);
  EXPECT_THAT(must(import(content::Leftovers::prune)).removed,
              ElementsAre(Pair("facts", ElementsAre("1881/population 2024")),
                          Pair("indicators", ElementsAre("population")), Pair("places", ElementsAre("1881"))));
  ASSERT_EQ(changes_.size(), 1u);
  EXPECT_THAT(changes_[0], Contains("fact:1881/population"));
  const auto left = must(database().read([](storage::Session& session) -> base::Result<std::size_t> {
    FactStore store(session);
    return TRY(store.places()).size() + TRY(store.indicators()).size() + TRY(store.facts("", "")).size();
  }));
  EXPECT_EQ(left, 1u);
}

TEST_P(PackFilesTest, what_goes_may_not_be_named_by_what_stays) {
  must(import());
  pack_.file("indicators.json", "[]");
  EXPECT_EQ(refusal(content::Leftovers::prune),
            "facts.csv:2: found indicator \"population\", expected an indicator of indicators.json\n");
  content::testing::TestPack bare;  // without facts.csv: the figures stay
  bare.file("places.json", R"([{"code": "1881", "kind": "county", "parent": "18", "names": {"sv": "K", "en": "K"}}])")
      .file("indicators.json", "[]");
  const auto made = content::import_pack(database(), testing::registry(), content::testing::translations(), bare.path(),
                                         content::ImportMode::apply, content::Leftovers::prune);
  EXPECT_EQ(
      content::testing::problems_of(made.error()),
      "places.json#/0/parent: found \"18\", expected that place in the pack, for --prune takes the others away\n");
  bare.file("places.json", places);
  const auto again = content::import_pack(database(), testing::registry(), content::testing::translations(),
                                          bare.path(), content::ImportMode::apply, content::Leftovers::prune);
  EXPECT_EQ(content::testing::problems_of(again.error()),
            "indicators.json:1: found no indicator \"population\", of which the site has figures, expected it, or a "
            "facts.csv "
            "without its figures\n");
  EXPECT_EQ(value(), "22354");
}

TEST_P(PackFilesTest, a_middle_that_is_not_on_earth_is_a_mistake) {
  pack_.file("places.json", R"([{"code": "18", "kind": "county", "parent": "", "names": {"sv": "Ö", "en": "Ö"},
    "centroid": {"latitude": 91, "longitude": -180.5}},
    {"code": "1881", "kind": "municipality", "parent": "18", "names": {"sv": "K", "en": "K"},
     "centroid": {"latitude": 59.1}}])");
  EXPECT_EQ(refusal(),
            "places.json#/0/centroid/latitude: found 91, expected degrees from -90 to 90\n"
            "places.json#/0/centroid/longitude: found -180.5, expected degrees from -180 to 180\n"
            "places.json#/1/centroid/longitude: found nothing, expected this member, which is required\n");
}

TEST_P(PackFilesTest, wrong_rows_and_wrong_documents_are_told_together) {
  pack_.file("facts.csv", header + "1881,bears,1,persons,2024,SCB,https://x,CC0,2026-03-01\n");
  pack_.file("documents/place_page/kumla/document.json", R"({"owner": "region"})")
      .file("documents/place_page/kumla/sv.json", "{");
  const auto made = import();
  EXPECT_THAT(content::testing::places_of(made), ElementsAre("facts.csv:2", "documents/place_page/kumla/sv.json:1"));
  EXPECT_EQ(value(), "none");
}

TEST_P(PackFilesTest, comes_back_byte_by_byte) {
  pack_.file("facts.csv", header + "1881,population,,persons,2018-2022,\"A, \"\"B\"\"\",https://x,CC0,2026-03-01\n" +
                              row + "18,population,0.1,persons,2024-05,SCB,https://x,CC0,2026-03-01\n" +
                              "1881,population,1,persons,2022,SCB,https://x,CC0,2026-03-01\n");
  must(import());
  const auto exported = [&](storage::Database& database) {
    return must(database.read([](storage::Session& session) { return pack_files()->export_files(session); }));
  };
  const auto first = exported(database());
  EXPECT_THAT(first.at("places.json"), HasSubstr("\"sv\": \"Örebro län\""));
  content::testing::TestPack again;
  for (const auto& [name, text] : first) again.file(name, text);
  storage::testing::TestDatabase other(storage::Dialect::sqlite);
  must(content::import_pack(other.database(), testing::registry(), content::testing::translations(), again.path(),
                            content::ImportMode::apply));
  EXPECT_EQ(exported(other.database()), first);
}

}  // namespace
}  // namespace smartmove::places
