#include "backup/restore.hpp"

#include <gmock/gmock.h>

#include "backup/testing.hpp"
#include "storage/migrations.hpp"

namespace smartmove::backup {
namespace {

namespace fs = std::filesystem;
using storage::Dialect;
using storage::testing::must;
using storage::testing::query;
using storage::testing::TestDatabase;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::read_file;
using testing::write_file;

class RestoreBackup : public testing::BackupTest {
 protected:
  /// Everything but the settings' text: the members of a backup, without those that name the moment.
  std::string contents_of(storage::Database& database, const fs::path& data) {
    const auto path = file("again");
    must(make_backup(database, data, "", path, IfThere::replace));
    std::string all;
    for (const auto& member : testing::unpack(path)) {
      if (!member.name.ends_with(".json")) all += member.name + "\n" + member.text + "\n";
    }
    return all;
  }

  std::string refusal(const storage::DatabaseSettings& settings, Target target = Target::must_be_empty) {
    const auto restored = restore_backup(file(), settings, target);
    return restored ? "" : restored.error().message;
  }

  void into(Dialect other) {
    if (other == Dialect::postgres && !storage::testing::postgres_is_there()) GTEST_SKIP() << "no PostgreSQL";
    make(file());
    TestDatabase target(other, TestDatabase::Schema::empty);
    const auto settings = target.settings();
    target.close();
    if (other == Dialect::sqlite) fs::remove_all(settings.data_dir);
    const auto report = must(restore_backup(file(), settings, Target::must_be_empty));
    EXPECT_TRUE(report.pending.empty());
    EXPECT_EQ(report.manifest.rows.at("fact"), 2);
    target.reopen();
    must(storage::check_schema(target.database()));
    EXPECT_EQ(contents_of(target.database(), settings.data_dir), contents_of(database(), data()));
    EXPECT_EQ(read_file(settings.data_dir / "settings.toml"), "port = 8080\n");
    EXPECT_FALSE(fs::exists(settings.data_dir / "restore.partial"));
    EXPECT_THAT(refusal(settings), AllOf(HasSubstr("not empty"), HasSubstr("--replace")));
    const auto change = target.database().write([](storage::Session& session) {
      return session.execute(query("UPDATE revision SET body = '' WHERE id = 'r1'"));
    });
    EXPECT_FALSE(change) << "the trigger is gone";
  }
};

TEST_P(RestoreBackup, gives_the_same_content_on_sqlite) { into(Dialect::sqlite); }
TEST_P(RestoreBackup, gives_the_same_content_on_postgres) { into(Dialect::postgres); }

TEST_P(RestoreBackup, takes_the_place_of_a_site_only_when_told_to_and_of_nothing_else) {
  make(file());
  const auto before = contents_of(database(), data());
  must(database().write([](storage::Session& session) {
    return session.execute(query("INSERT INTO organisation (id, key, name) VALUES ('o2', 'kumla', 'Kumla')"));
  }));
  write_file(data() / "media/ab/later.webp", "later");
  const auto settings = test_database().settings();
  test_database().close();
  EXPECT_THAT(refusal(settings), HasSubstr("not empty"));
  must(restore_backup(file(), settings, Target::may_be_replaced));
  if (GetParam() == Dialect::postgres) fs::remove(data() / "media/ab/later.webp");  // added to, there
  test_database().reopen();
  EXPECT_EQ(contents_of(database(), data()), before);
}

TEST_P(RestoreBackup, leaves_other_peoples_files_and_tables_alone) {
  make(file());
  const auto settings = test_database().settings();
  if (GetParam() == Dialect::postgres) {
    must(database().change_schema([](storage::Session& session) -> base::Result<> {
      TRY(storage::drop_everything(session));
      return session.run_script("CREATE TABLE theirs (id TEXT)");
    }));
  } else {
    test_database().close();
    fs::remove(settings.data_dir / "smartmove.db");
    write_file(settings.data_dir / "holiday.jpg", "sun");
  }
  EXPECT_THAT(refusal(settings, Target::may_be_replaced), HasSubstr("not empty"));
  if (GetParam() == Dialect::sqlite) {
    EXPECT_EQ(read_file(settings.data_dir / "holiday.jpg"), "sun");
  }
}

TEST_P(RestoreBackup, of_an_older_schema_says_what_is_missing) {
  must(database().change_schema([](storage::Session& session) -> base::Result<> {
    TRY(storage::drop_everything(session));
    TRY(storage::build_schema(session,
                              std::vector<std::string>{"2026-11-23-01-change-feed", "2026-11-23-02-organisations"}));
    return session.run_script("INSERT INTO organisation (id, key, name) VALUES ('o1', 'region', 'Region')");
  }));
  make(file());
  TestDatabase target(GetParam(), TestDatabase::Schema::empty);
  const auto settings = target.settings();
  target.close();
  if (GetParam() == Dialect::sqlite) fs::remove_all(settings.data_dir);
  const auto report = must(restore_backup(file(), settings, Target::must_be_empty));
  target.reopen();
  EXPECT_EQ(must(storage::migrate(target.database())), report.pending);
  must(storage::check_schema(target.database()));
}

INSTANTIATE_TEST_SUITE_P(databases, RestoreBackup, storage::testing::each_database(), storage::testing::database_name);

/// A backup that somebody has been at.
class SpoiledBackup : public testing::BackupTest {
 protected:
  void spoil(const std::function<void(std::vector<testing::RawMember>&)>& change) {
    make(file("good"), IfThere::replace);
    auto members = testing::unpack(file("good"));
    change(members);
    testing::pack(file(), members);
  }
  static testing::RawMember& named(std::vector<testing::RawMember>& members, std::string_view name) {
    for (auto& member : members) {
      if (member.name == name) return member;
    }
    throw std::runtime_error("no such member");
  }
  /// What check and restore say; a restore that was refused has touched nothing.
  std::string refusal() {
    const auto checked = check_backup(file());
    if (checked) return "";
    const auto target = folder() / "target";
    const auto restored = restore_backup(file(), {.data_dir = target}, Target::must_be_empty);
    EXPECT_FALSE(restored);
    EXPECT_FALSE(fs::exists(target));
    EXPECT_EQ(checked.error().message, restored ? "" : restored.error().message);
    EXPECT_THAT(checked.error().message, AllOf(HasSubstr(file()), ::testing::EndsWith(".")));
    return checked.error().message;
  }
};

TEST_P(SpoiledBackup, packed_again_as_it_was_it_is_good) {
  spoil([](auto&) {});
  EXPECT_EQ(refusal(), "");
}

TEST_P(SpoiledBackup, changed_rows_media_or_settings_are_found) {
  spoil([](auto& members) { named(members, "database/fact/0001.jsonl").text.replace(1, 6, "\"1881\""); });
  EXPECT_THAT(refusal(), HasSubstr("damaged or was cut short"));
  spoil([](auto& members) { named(members, "media/ab/abcdef.webp").text[500] = 'x'; });
  EXPECT_THAT(refusal(), HasSubstr("damaged or was cut short"));
  spoil([](auto& members) { named(members, "settings.toml").text += "dev = true\n"; });
  EXPECT_THAT(refusal(), HasSubstr("damaged or was cut short"));
}

TEST_P(SpoiledBackup, missing_added_and_moved_members_are_found) {
  spoil([](auto& members) { std::erase_if(members, [](auto& each) { return each.name == "media/cd/empty.bin"; }); });
  EXPECT_THAT(refusal(), HasSubstr("damaged or was cut short"));
  spoil([](auto& members) { members.insert(members.begin() + 1, {"media/more", "more"}); });
  EXPECT_THAT(refusal(), HasSubstr("damaged or was cut short"));
  spoil([](auto& members) { std::swap(members[1], members[2]); });
  EXPECT_THAT(refusal(), HasSubstr("damaged or was cut short"));
  spoil([](auto& members) { members.pop_back(); });
  EXPECT_THAT(refusal(), HasSubstr("damaged or was cut short"));
}

TEST_P(SpoiledBackup, names_and_kinds_that_no_backup_has_are_refused) {
  const auto with = [&](testing::RawMember member) {
    spoil([&](auto& members) { members.insert(members.end() - 1, member); });
    return refusal();
  };
  for (const char* name : {"../evil", "/etc/evil", "media/../../evil", "media/.hidden", "media//a", "evil",
                           "database/fact/evil", "database/../fact/0001.jsonl", "media/a\\b"}) {
    EXPECT_THAT(with({name, "x"}), HasSubstr("what no backup holds")) << name;
  }
  for (const char* name : {"media/a/", "media/å", ""}) EXPECT_NE(with({name, "x"}), "") << name;
  EXPECT_THAT(with({"media/link", "", AE_IFLNK, "/etc/passwd"}), HasSubstr("no backup of Smart Move"));
  EXPECT_THAT(with({"media/folder", "", AE_IFDIR}), HasSubstr("no backup of Smart Move"));
  EXPECT_THAT(with({"settings.toml", "twice"}), HasSubstr("no backup of Smart Move"));
  EXPECT_THAT(with({"database/sqlite_master/0001.jsonl", "[]\n"}), HasSubstr("no backup of Smart Move"));
}

TEST_P(SpoiledBackup, a_newer_format_and_a_newer_schema_are_refused_by_name) {
  spoil([](auto& members) { members[0].text = R"({"format":2,"else":"unknown"})"; });
  EXPECT_THAT(refusal(), HasSubstr("has the format 2"));
  spoil([](auto& members) {
    auto& text = members[0].text;
    text.replace(text.find("2026-11-23-02"), 13, "2999-01-01-01");
  });
  EXPECT_THAT(refusal(), HasSubstr("2999-01-01-01"));
}

TEST_P(SpoiledBackup, foreign_files_are_refused) {
  EXPECT_THAT(refusal(), HasSubstr("cannot be read"));
  for (const std::string& text : {std::string(), std::string("a text"), std::string(50'000, '\0')}) {
    write_file(file(), text);
    EXPECT_THAT(refusal(), HasSubstr("no backup of Smart Move"));
  }
  testing::pack(file(), {{"holiday.jpg", "sun"}});
  EXPECT_THAT(refusal(), HasSubstr("no backup of Smart Move"));
}

TEST_P(SpoiledBackup, cut_short_or_overwritten_anywhere_it_is_refused) {
  make(file("good"));
  const auto good = read_file(file("good"));
  for (std::size_t part = 0; part < 40; ++part) {
    const auto at = good.size() * part / 40;
    write_file(file(), good.substr(0, at));
    EXPECT_NE(refusal(), "") << "cut at " << at;
    auto changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 0x41);
    write_file(file(), changed);
    const auto checked = check_backup(file());
    if (checked) {
      EXPECT_EQ(testing::unpack(file()).size(), testing::unpack(file("good")).size()) << "changed at " << at;
    }
  }
}

TEST_P(SpoiledBackup, rows_that_the_schema_does_not_allow_undo_it_all) {
  must(database().change_schema([](storage::Session& session) {
    return session.run_script("CREATE TABLE more (id TEXT NOT NULL PRIMARY KEY)");
  }));
  make(file());
  must(check_backup(file()));  // it is whole, but it is not what its migrations make
  const auto target = folder() / "target";
  const auto restored = restore_backup(file(), {.data_dir = target}, Target::must_be_empty);
  ASSERT_FALSE(restored);
  EXPECT_THAT(restored.error().message, HasSubstr("not those that its migrations make"));
  EXPECT_FALSE(fs::exists(target / "smartmove.db"));
  EXPECT_FALSE(fs::exists(target / "restore.partial"));
}

INSTANTIATE_TEST_SUITE_P(databases, SpoiledBackup, storage::testing::each_database(), storage::testing::database_name);

}  // namespace
}  // namespace smartmove::backup
