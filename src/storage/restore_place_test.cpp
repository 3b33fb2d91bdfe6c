#include "storage/restore_place.hpp"

#include <fstream>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

namespace fs = std::filesystem;
using testing::must;

void write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

std::string read(const fs::path& path) {
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A data directory with a site in it, and a restore that is put together.
class RestorePlace : public ::testing::Test {
 protected:
  RestorePlace() {
    write(data() / "smartmove.db", "old");
    write(data() / "smartmove.db-wal", "the old one's");
    write(data() / "media/old", "old");
    write(data() / "search/index", "old");
    write(data() / "notes.txt", "the operator's");
    const auto folder = must(begin_restore(data()));
    write(folder / "smartmove.db", "new");
    write(folder / "media/new", "new");
    write(folder / "settings.toml", "new");
  }
  const fs::path& data() const { return folder_.path(); }

  void expect_new() const {
    EXPECT_EQ(read(data() / "smartmove.db"), "new");
    EXPECT_EQ(read(data() / "media/new"), "new");
    EXPECT_EQ(read(data() / "settings.toml"), "new");
    EXPECT_FALSE(fs::exists(data() / "smartmove.db-wal"));
    EXPECT_FALSE(fs::exists(data() / "media/old"));
    EXPECT_FALSE(fs::exists(data() / "search"));
    EXPECT_EQ(read(data() / "notes.txt"), "the operator's");
    EXPECT_FALSE(restore_waits(data()));
    EXPECT_FALSE(fs::exists(data() / "restore.complete"));
  }

 private:
  testing::TemporaryFolder folder_;
};

TEST_F(RestorePlace, an_incomplete_one_changes_nothing_and_goes_with_the_next) {
  EXPECT_FALSE(restore_waits(data()));
  must(move_restore_in(data()));
  EXPECT_EQ(read(data() / "smartmove.db"), "old");
  const auto again = must(begin_restore(data()));
  EXPECT_TRUE(fs::is_empty(again));
}

TEST_F(RestorePlace, a_complete_one_takes_the_place_of_all_of_the_old) {
  must(complete_restore(data()));
  expect_new();
}

TEST_F(RestorePlace, a_complete_one_is_moved_in_by_whoever_opens_the_directory_next) {
  fs::rename(data() / "restore.partial", data() / "restore.complete");
  EXPECT_TRUE(restore_waits(data()));
  const auto reader = Database::open({.data_dir = data(), .access = Access::read_only});
  ASSERT_FALSE(reader);
  EXPECT_NE(reader.error().message.find("interrupted"), std::string::npos) << reader.error().message;
  const auto writer = Database::open({.data_dir = data()});  // "new" is no database, but that is found out later
  EXPECT_FALSE(writer);
  expect_new();
}

// Killed between two of its steps, whichever they were.
TEST_F(RestorePlace, one_that_was_half_moved_in_goes_on_where_it_was) {
  fs::rename(data() / "restore.partial", data() / "restore.complete");
  fs::remove(data() / "smartmove.db-wal");
  fs::remove_all(data() / "media");
  fs::rename(data() / "restore.complete/media", data() / "media");
  must(move_restore_in(data()));
  expect_new();
}

TEST(IsFreeForRestore, where_nothing_of_a_site_is) {
  const testing::TemporaryFolder folder;
  EXPECT_TRUE(is_free_for_restore(folder.path() / "missing"));
  EXPECT_TRUE(is_free_for_restore(folder.path()));
  write(folder.path() / "smartmove.lock", "1");
  write(folder.path() / "restore.partial/smartmove.db", "");
  EXPECT_TRUE(is_free_for_restore(folder.path()));
  write(folder.path() / "holiday.jpg", "");
  EXPECT_FALSE(is_free_for_restore(folder.path()));
}

}  // namespace
}  // namespace smartmove::storage
