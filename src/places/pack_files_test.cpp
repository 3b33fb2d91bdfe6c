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
  base::Result<content::ImportReport> import() {
    changes_.clear();
    return content::import_pack(database(), testing::registry(), content::testing::translations(), pack_.path(),
                                content::ImportMode::apply);
  }
  std::string refusal() {
    const auto made = import();
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
    {"code": "20", "kind": "county", "parent": "", "names": {"sv": "E", "en": "E"}}, 7])");
  const auto problems = refusal();
  EXPECT_THAT(problems, HasSubstr("places.json#/0: found the code \"Å\""));
  EXPECT_THAT(problems, HasSubstr("places.json#/0/parent: found \"77\", expected a place that exists"));
  EXPECT_THAT(problems, HasSubstr("places.json#/1/kind: found \"village\", expected one of municipality, county"));
  EXPECT_THAT(problems, HasSubstr("places.json#/2/names/en: found nothing"));
  EXPECT_THAT(problems, HasSubstr("places.json#/2/parent: found the place itself"));
  EXPECT_THAT(problems, HasSubstr("places.json#/4: found a second place \"20\""));
  EXPECT_THAT(problems, HasSubstr("places.json#/5: found 7, expected an object"));
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
