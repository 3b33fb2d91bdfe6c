#include "sources/pack_sources.hpp"

#include "content/testing.hpp"
#include "places/testing.hpp"
#include "sources/contribution.hpp"
#include "sources/source_store.hpp"
#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using content::testing::must;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* places = R"([
  {"code": "1881", "kind": "municipality", "parent": "", "names": {"sv": "Kumla", "en": "Kumla"}}])";
constexpr const char* indicators = R"([{"code": "population", "names": {"sv": "I", "en": "R"},
  "units": {"sv": "i", "en": "r"}, "descriptions": {"sv": "D", "en": "D"}, "unit": "persons",
  "direction": "neither", "decimals": 0, "shelf_life_days": 800}])";
constexpr const char* kolada = R"({"service": "kolada", "source_name": "Kolada", "source_url": "https://www.kolada.se/",
  "licence": "not stated", "places": {"0001": "1881"},
  "feeds": [{"indicator": "population", "unit": "persons", "id": "N01951"}]})";

const content::Registry& registry() {
  static const content::Registry made({content::contribution(), places::contribution(), contribution()});
  return made;
}

class PackSourcesTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    pack_.file("places.json", places).file("indicators.json", indicators).file("sources/kolada.json", kolada);
  }
  base::Result<content::ImportReport> import(content::Leftovers leftovers = content::Leftovers::keep) {
    return content::import_pack(database(), registry(), content::testing::translations(), pack_.path(),
                                content::ImportMode::apply, leftovers);
  }
  std::string refusal() {
    const auto made = import();
    return made ? "no problem" : content::testing::problems_of(made.error());
  }
  std::vector<std::string> keys() {
    std::vector<std::string> keys;
    for (const auto& [key, source] :
         must(database().read([](storage::Session& session) { return SourceStore(session).all(); }))) {
      keys.push_back(key);
    }
    return keys;
  }

  content::testing::TestPack pack_;
};
INSTANTIATE_TEST_SUITE_P(databases, PackSourcesTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PackSourcesTest, takes_sources_in) {
  EXPECT_EQ(must(import()).counts.at("sources").added, 1);
  EXPECT_EQ(must(import()).counts.at("sources").unchanged, 1);
  EXPECT_THAT(keys(), ElementsAre("kolada"));
}

TEST_P(PackSourcesTest, every_mistake_is_named_by_file_and_pointer) {
  pack_.file("sources/Bad Name.json", kolada).file("sources/notes.txt", "x");
  pack_.file("sources/broken.json", "{").file("sources/empty.json", "{}");
  std::string other = kolada;
  other.replace(other.find("\"1881\""), 6, "\"9999\"");
  other.replace(other.find("population"), 10, "mayors");
  pack_.file("sources/other.json", other);
  EXPECT_THAT(refusal(),
              AllOf(HasSubstr("sources/Bad Name.json:1"), HasSubstr("sources/notes.txt:1"),
                    HasSubstr("sources/broken.json:1"), HasSubstr("sources/empty.json#/service"),
                    HasSubstr("sources/other.json#/places/0001"), HasSubstr("sources/other.json#/feeds/0/indicator")));
  EXPECT_THAT(keys(), ElementsAre());
}

TEST_P(PackSourcesTest, what_the_pack_does_not_have_is_kept_or_taken_away) {
  must(import());
  std::filesystem::remove(pack_.path() / "sources/kolada.json");
  pack_.file("sources/new.json", kolada);
  EXPECT_THAT(must(import()).kept.at("sources"), ElementsAre("kolada"));
  EXPECT_THAT(must(import(content::Leftovers::prune)).removed.at("sources"), ElementsAre("kolada"));
  EXPECT_THAT(keys(), ElementsAre("new"));
}

TEST_P(PackSourcesTest, exports_what_it_would_take_in) {
  must(import());
  const auto files =
      must(database().read([](storage::Session& session) { return pack_sources()->export_files(session); }));
  ASSERT_EQ(files.size(), 1u);
  const auto& text = files.at("sources/kolada.json");
  pack_.file("sources/kolada.json", text);
  EXPECT_EQ(must(import()).counts.at("sources").unchanged, 1);
  EXPECT_EQ(must(database().read([](storage::Session& session) {
              return pack_sources()->export_files(session);
            })).at("sources/kolada.json"),
            text);
}

}  // namespace
}  // namespace smartmove::sources
