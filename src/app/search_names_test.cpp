// What search says of each kind of page, in every language.
#include <filesystem>
#include <gtest/gtest.h>

#include "app/features.hpp"
#include "base/embedded.hpp"
#include "media/directory_store.hpp"
#include "storage/testing.hpp"

namespace smartmove::app {
namespace {

TEST(SearchNamesTest, every_kind_of_page_has_a_name) {
  const auto translations = storage::testing::must(base::Translations::load(base::embedded::translations()));
  media::DirectoryStore media(std::filesystem::temp_directory_path() / "smartmove-no-pictures");
  const Features features(media, {});
  for (const auto& [name, type] : features.registry().document_types()) {
    if (type.paths.empty()) continue;
    for (const auto& language : translations.languages()) {
      EXPECT_TRUE(translations.has(language, "search.kind." + name)) << language << ": search.kind." << name;
    }
  }
}

}  // namespace
}  // namespace smartmove::app
