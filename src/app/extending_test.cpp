// What docs/manual/extending.md promises: a document type, a block and an indicator each come from one place.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "app/features.hpp"
#include "base/embedded.hpp"
#include "content/pack.hpp"
#include "content/pages.hpp"
#include "example/guide.hpp"
#include "media/directory_store.hpp"
#include "site/shell.hpp"
#include "storage/testing.hpp"

namespace smartmove::app {
namespace {

namespace fs = std::filesystem;

// The smallest pack that uses the new type, the new block and a new indicator.
const std::vector<std::pair<std::string, std::string>> pack{
    {"pack.json", R"({"format": 1, "name": "toy", "time_zone": "Europe/Stockholm", "languages": ["sv"],
                      "organisations": [{"key": "region", "name": "Regionen"}]})"},
    {"places.json", R"([{"code": "1880", "kind": "municipality", "parent": "", "names": {"sv": "Örebro"}}])"},
    {"indicators.json", R"([{"code": "benches", "names": {"sv": "Parkbänkar"}, "units": {"sv": "bänkar"},
                             "descriptions": {"sv": "Alla bänkar i parkerna."}, "unit": "benches",
                             "direction": "higher", "decimals": 0, "shelf_life_days": 4000}])"},
    {"facts.csv",
     "place_code,indicator,value,unit,period,source_name,source_url,licence,retrieved\n"
     "1880,benches,1234,benches,2025,Testet,https://example.org/,CC0,2026-01-01\n"},
    {"documents/site/site/document.json", R"({"owner": "region"})"},
    {"documents/site/site/sv.json", R"({"slug": "", "status": "published", "body": {
        "title": "Exempel", "tagline": "Flytta hit.", "description": "Om att bo här.", "notice": "Ett exempel.",
        "publisher": "Regionen", "not_found": {"title": "Tomt", "text": "Sidan finns inte."},
        "error": {"title": "Fel", "text": "Försök igen."}}})"},
    {"documents/home/home/document.json", R"({"owner": "region"})"},
    {"documents/home/home/sv.json", R"({"slug": "", "status": "published", "body": {
        "title": "Bo här", "description": "Därför.", "headline": "Här finns det plats.",
        "lead": {"markdown": "Välkommen."}}})"},
    {"documents/guide/sit-down/document.json", R"({"owner": "region"})"},
    {"documents/guide/sit-down/sv.json", R"({"slug": "satt-dig", "status": "published", "body": {
        "title": "Sätt dig", "description": "Hur man hittar en bänk.",
        "steps": [{"markdown": "Välj bland {fact:1880/benches}."}],
        "blocks": [{"type": "opening_hours", "data": {"heading": "Öppet", "lines": ["Alltid"]}}]}})"},
};

class ExtendingTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    folder_ = fs::temp_directory_path() / ("smartmove-extending-" + base::Uuid::generate().to_string());
    for (const auto& [name, text] : pack) {
      fs::create_directories((folder_ / name).parent_path());
      std::ofstream(folder_ / name) << text;
    }
  }
  ~ExtendingTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  // The product's templates and the example's own, as if its folder lay in src/.
  static web::Templates load_templates(const content::Registry& registry, const base::Translations& translations) {
    static std::vector<std::string> texts;
    texts.clear();
    texts.reserve(2);
    std::vector<base::embedded::File> files(base::embedded::templates().begin(), base::embedded::templates().end());
    for (const char* name : {"guide.html", "opening_hours.html"}) {
      std::ifstream stream(fs::path(std::getenv("SMARTMOVE_SOURCE_DIR")) / "tests/example/templates" / name);
      texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
      files.push_back(
          {std::string_view(name) == "guide.html" ? "guides/guide.html" : "guides/opening_hours.html", texts.back()});
    }
    return storage::testing::must(web::Templates::load(files, translations, template_names(registry)));
  }

  fs::path folder_;
  media::DirectoryStore media_{fs::temp_directory_path() / "smartmove-no-pictures"};
};

TEST_P(ExtendingTest, ADocumentTypeABlockAndAnIndicatorComeFromOneFolder) {
  using storage::testing::must;
  const auto translations = must(base::Translations::load(base::embedded::translations()));
  const Features features(media_, {}, {guides::contribution()});  // the one line
  must(content::import_pack(database(), features.registry(), translations, folder_, content::ImportMode::apply));

  const auto templates = load_templates(features.registry(), translations);
  const auto assets = must(web::Assets::load(base::embedded::assets()));
  const content::RenderServices services{features.registry(), templates, translations, figure_sources(translations)};
  const site::Shell shell(assets, "https://example.org");
  const content::Pages pages(database(), services, shell);
  web::Request request;
  request.path = "/guider/satt-dig";
  const auto page = must(pages.respond(request));

  EXPECT_NE(page.body.find("<h1>Sätt dig</h1>"), std::string::npos);
  EXPECT_NE(page.body.find("<data value=\"1234\">1\u00a0234\u00a0bänkar</data>"), std::string::npos);
  EXPECT_NE(page.body.find("<h2>Öppet</h2>"), std::string::npos);
  EXPECT_NE(page.body.find("\"@type\":\"HowTo\""), std::string::npos);
}

TEST_P(ExtendingTest, TheNewTypesOwnRulesAreHeld) {
  const auto translations = storage::testing::must(base::Translations::load(base::embedded::translations()));
  const Features features(media_, {}, {guides::contribution()});
  std::ofstream(folder_ / "documents/guide/sit-down/sv.json")
      << R"({"slug": "satt-dig", "status": "published", "body": {"title": "Sätt dig", "description": "x", "steps": []}})";
  const auto report =
      content::import_pack(database(), features.registry(), translations, folder_, content::ImportMode::apply);
  ASSERT_FALSE(report);
  ASSERT_EQ(report.error().problems.size(), 1u);
  EXPECT_EQ(report.error().problems[0].where, "documents/guide/sit-down/sv.json#/body/steps");
}

INSTANTIATE_TEST_SUITE_P(databases, ExtendingTest, storage::testing::each_database(), storage::testing::database_name);

}  // namespace
}  // namespace smartmove::app
