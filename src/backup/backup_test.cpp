#include "backup/backup.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "backup/restore.hpp"
#include "backup/testing.hpp"

namespace smartmove::backup {
namespace {

namespace fs = std::filesystem;
using storage::testing::must;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::read_file;
using testing::write_file;

class MakeBackup : public testing::BackupTest {
 protected:
  std::string refusal(const std::string& path, IfThere if_there = IfThere::refuse) {
    const auto made = make_backup(database(), data(), "", path, if_there);
    return made ? "" : made.error().message;
  }
};

TEST_P(MakeBackup, holds_every_row_and_every_media_file_that_is_there) {
  const auto report = make(file());
  EXPECT_EQ(report.rows, 9);  // one is a migration's
  EXPECT_EQ(report.media_files, 2);
  std::string names;
  std::string facts;
  for (const auto& member : testing::unpack(file())) {
    names += member.name + "\n";
    if (member.name == "database/fact/0001.jsonl") facts = member.text;
  }
  EXPECT_TRUE(names.starts_with("smartmove-backup.json\ndatabase/")) << names;
  EXPECT_TRUE(names.ends_with("media/ab/abcdef.webp\nmedia/cd/empty.bin\nsettings.toml\nmanifest.json\n")) << names;
  EXPECT_EQ(facts,
            "[\"1880\",\"rent\",\"2024\",\"2024-12-31\",null,\"s\",\"u\",\"l\",\"2026-01-01\"]\n"
            "[\"1880\",\"rent\",\"2025\",\"2025-12-31\",\"0.1\",\"s\",\"u\",\"l\",\"2026-01-01\"]\n");
  EXPECT_EQ(must(check_backup(file())).manifest.rows.at("revision"), 2);
}

TEST_P(MakeBackup, only_its_owner_may_read_it) {
  make(file());
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_P(MakeBackup, takes_no_files_place_unless_told_to_and_then_only_when_whole) {
  write_file(file(), "precious");
  EXPECT_THAT(refusal(file()), AllOf(HasSubstr(file()), HasSubstr("--replace")));
  EXPECT_EQ(read_file(file()), "precious");
  write_file(data() / "media/what is this?.txt", "");
  EXPECT_THAT(refusal(file(), IfThere::replace), HasSubstr("what is this?.txt"));
  EXPECT_EQ(read_file(file()), "precious");
  fs::remove(data() / "media/what is this?.txt");
  make(file(), IfThere::replace);
  must(check_backup(file()));
}

TEST_P(MakeBackup, leaves_nothing_beside_the_file) {
  write_file(data() / "media/link", "");
  fs::remove(data() / "media/link");
  fs::create_symlink("/etc/passwd", data() / "media/link");
  EXPECT_THAT(refusal(file()), HasSubstr("media/link"));
  EXPECT_TRUE(fs::is_empty(folder()));
  EXPECT_THAT(refusal(file("nowhere/site.tar.zst")), AllOf(HasSubstr("nowhere"), HasSubstr("cannot be written")));
  EXPECT_THAT(refusal(folder().string()), HasSubstr("is a folder"));
}

TEST_P(MakeBackup, of_a_database_without_tables_is_refused) {
  must(database().change_schema([](storage::Session& session) { return storage::drop_everything(session); }));
  EXPECT_THAT(refusal(file()), HasSubstr("nothing in"));
}

TEST_P(MakeBackup, is_of_one_moment_and_beside_the_writer) {
  auto settings = test_database().settings();
  settings.access = storage::Access::read_only;
  const auto beside = must(storage::Database::open(settings));
  must(make_backup(*beside, data(), "", file(), IfThere::refuse));
  must(check_backup(file()));
}

TEST_P(MakeBackup, splits_large_tables) {
  must(database().write([](storage::Session& session) {
    std::vector<std::tuple<std::string, std::string>> rows;
    for (int i = 0; i < 120; ++i) rows.emplace_back(std::to_string(1000 + i), std::string(100'000, 'x'));
    return session.execute_each(
        storage::testing::query("INSERT INTO place (code, kind, parent, names) VALUES (:c, 'city', '', :n)"), rows);
  }));
  make(file());
  int parts = 0;
  for (const auto& member : testing::unpack(file())) parts += member.name.starts_with("database/place/") ? 1 : 0;
  EXPECT_EQ(parts, 3);
  EXPECT_EQ(must(check_backup(file())).manifest.rows.at("place"), 121);
}

INSTANTIATE_TEST_SUITE_P(databases, MakeBackup, storage::testing::each_database(), storage::testing::database_name);

}  // namespace
}  // namespace smartmove::backup
