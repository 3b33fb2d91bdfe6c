#include "accounts/organisation_store.hpp"

#include <gmock/gmock.h>

#include "storage/testing.hpp"

namespace smartmove::accounts {
namespace {

using storage::testing::must;

class OrganisationStoreTest : public storage::testing::DatabaseTest {
 protected:
  void put(std::string_view key, std::string_view name) {
    must(database().write([&](storage::Session& session) { return OrganisationStore(session).put(key, name); }));
  }
  std::optional<Organisation> find(std::string_view key) {
    return must(database().read([&](storage::Session& session) { return OrganisationStore(session).find(key); }));
  }
};
INSTANTIATE_TEST_SUITE_P(databases, OrganisationStoreTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(OrganisationStoreTest, finds_what_was_put) {
  put("region", "Region Örebro län");
  EXPECT_EQ(find("region")->name, "Region Örebro län");
  EXPECT_FALSE(find("kumla"));
}

TEST_P(OrganisationStoreTest, a_new_name_is_the_same_organisation) {
  put("region", "Gammalt");
  const auto before = find("region")->id;
  put("region", "Nytt");
  EXPECT_EQ(find("region")->id, before);
  EXPECT_EQ(find("region")->name, "Nytt");
}

TEST_P(OrganisationStoreTest, tells_of_a_change_and_only_of_one) {
  std::vector<std::string> heard;
  database().on_change(
      [&](const storage::Change& change) { heard.insert(heard.end(), change.tags.begin(), change.tags.end()); });
  put("region", "Gammalt");
  put("region", "Gammalt");
  put("region", "Nytt");
  EXPECT_THAT(heard, ::testing::ElementsAre("organisations", "organisations"));
}

TEST_P(OrganisationStoreTest, lists_by_key_whatever_the_databases_order_is) {
  for (const auto* key : {"b", "a-b", "ab", "a", "B"}) put(key, key);
  std::vector<std::string> keys;
  for (const auto& each :
       must(database().read([](storage::Session& session) { return OrganisationStore(session).all(); }))) {
    keys.push_back(each.key);
  }
  EXPECT_THAT(keys, ::testing::ElementsAre("B", "a", "a-b", "ab", "b"));
}

}  // namespace
}  // namespace smartmove::accounts
