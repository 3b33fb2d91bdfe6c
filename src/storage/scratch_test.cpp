#include "storage/scratch.hpp"

#include "storage/migrations.hpp"
#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using testing::must;
using testing::query;

std::int64_t rows_in(Database& database) {
  return must(database.read(
                  [](Session& session) { return session.one<std::int64_t>(query("SELECT count(*) FROM note")); }))
      .value();
}

base::Result<> add_row(Database& database) {
  return database.write([](Session& session) -> base::Result<> {
    TRY(session.execute(query("INSERT INTO note VALUES ('x')")));
    return {};
  });
}

TEST(Scratch, is_empty_with_a_schema_and_goes_with_its_folder) {
  std::filesystem::path folder;
  {
    auto scratch = must(Scratch::empty());
    folder = scratch.folder();
    EXPECT_TRUE(check_schema(scratch.database()));
    auto moved = std::move(scratch);
    EXPECT_TRUE(std::filesystem::exists(folder));
    EXPECT_TRUE(moved.database().ping());
  }
  EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST(Scratch, is_a_copy_beside_the_one_who_holds_the_directory_and_leaves_it_alone) {
  const testing::TemporaryFolder folder;
  const auto site = must(Database::open({.data_dir = folder.path()}));
  must(site->change_schema(
      [](Session& session) { return session.run_script("CREATE TABLE note (text TEXT NOT NULL)"); }));
  must(add_row(*site));
  auto scratch = must(Scratch::copy_of(folder.path()));
  EXPECT_EQ(rows_in(scratch.database()), 1);
  must(add_row(scratch.database()));
  must(add_row(*site));
  must(add_row(*site));
  EXPECT_EQ(rows_in(scratch.database()), 2);
  EXPECT_EQ(rows_in(*site), 3);
}

TEST(Scratch, needs_a_database_to_copy) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(Scratch::copy_of(folder.path()).error().kind, base::ErrorKind::not_found);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace smartmove::storage
