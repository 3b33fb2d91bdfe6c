#include "storage/migrations.hpp"

#include <thread>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;
using base::embedded::File;
using testing::must;
using testing::query;

using Names = std::vector<std::string>;

const File make_town{"2026-01-01-01-town.sql",
                     "CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                     "INSERT INTO town VALUES (1, 'Örebro'); -- it's :not a parameter\n"};
const File make_street{"2026-01-01-02-street.sql",
                       "CREATE TABLE street (town_id INTEGER NOT NULL REFERENCES town (id));"
                       "INSERT INTO street VALUES (1);"};
const File rename_sqlite{"2026-01-02-01-rename-sqlite.sql",
                         "CREATE TABLE new_town (id INTEGER PRIMARY KEY, title TEXT NOT NULL);"
                         "INSERT INTO new_town SELECT id, name FROM town;"
                         "DROP TABLE town; ALTER TABLE new_town RENAME TO town;"};
const File rename_postgres{"2026-01-02-01-rename-postgres.sql", "ALTER TABLE town RENAME COLUMN name TO title;"};
const File broken{"2026-01-03-01-broken.sql",
                  "INSERT INTO town (id, title) VALUES (2, 'x'); INSERT INTO nowhere VALUES (1);"};
const File readme{"README.md", "text"};

class MigrationsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == Dialect::postgres && !testing::postgres_is_there()) {
      if (testing::postgres_is_required()) FAIL() << "SMARTMOVE_TEST_POSTGRES is not set";
      GTEST_SKIP() << "SMARTMOVE_TEST_POSTGRES is not set: run this through tests/support/with_postgres.sh";
    }
    test_database_ = std::make_unique<testing::TestDatabase>(GetParam(), testing::TestDatabase::Schema::empty);
  }
  Database& database() { return test_database_->database(); }
  std::optional<std::string> text(std::string_view sql) {
    return must(database().read([&](Session& session) { return session.one<std::string>(query(sql)); }));
  }
  std::unique_ptr<testing::TestDatabase> test_database_;
};

TEST_P(MigrationsTest, applies_each_once_and_in_order) {
  const std::vector<File> files{readme, rename_postgres, make_street, rename_sqlite, make_town};
  const Names all{"2026-01-01-01-town", "2026-01-01-02-street", "2026-01-02-01-rename"};
  EXPECT_EQ(must(pending(database(), files)), all);
  EXPECT_EQ(must(migrate(database(), files)), all);
  EXPECT_EQ(must(pending(database(), files)), Names());
  EXPECT_EQ(must(migrate(database(), files)), Names());
  EXPECT_EQ(text("SELECT title FROM town"), "Örebro");
  EXPECT_TRUE(check_schema(database(), files));
}

TEST_P(MigrationsTest, continues_where_it_was) {
  must(migrate(database(), std::vector{make_town}));
  const std::vector<File> files{make_town, make_street};
  const auto behind = check_schema(database(), files);
  ASSERT_FALSE(behind);
  EXPECT_NE(behind.error().message.find("smartmove migrate"), std::string::npos) << behind.error().message;
  EXPECT_NE(behind.error().message.find("2026-01-01-02-street"), std::string::npos) << behind.error().message;
  EXPECT_EQ(must(migrate(database(), files)), Names{"2026-01-01-02-street"});
}

TEST_P(MigrationsTest, says_of_an_empty_database_how_it_is_filled) {
  const auto empty = check_schema(database(), std::vector{make_town, make_street});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::not_found);
  EXPECT_NE(empty.error().message.find("smartmove import DIR"), std::string::npos) << empty.error().message;
}

TEST_P(MigrationsTest, applies_one_that_was_dated_before_the_last) {
  must(migrate(database(), std::vector{make_town, rename_sqlite, rename_postgres}));
  EXPECT_EQ(must(migrate(database(), std::vector{make_town, make_street, rename_sqlite, rename_postgres})),
            Names{"2026-01-01-02-street"});
}

TEST_P(MigrationsTest, refuses_a_newer_schema_by_name) {
  must(migrate(database(), std::vector{make_town, make_street}));
  const std::vector<File> older{make_town};
  for (const auto& error : {check_schema(database(), older).error(), migrate(database(), older).error()}) {
    EXPECT_EQ(error.kind, ErrorKind::unavailable);
    EXPECT_NE(error.message.find("newer version"), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("2026-01-01-02-street"), std::string::npos) << error.message;
  }
}

TEST_P(MigrationsTest, refuses_a_changed_text_by_name) {
  must(migrate(database(), std::vector{make_town}));
  const auto result = migrate(database(), std::vector{File{make_town.name, "CREATE TABLE town (id INTEGER)"}});
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("2026-01-01-01-town was applied"), std::string::npos) << result.error().message;
}

TEST_P(MigrationsTest, refuses_another_programs_tables) {
  must(database().change_schema(
      [](Session& session) { return session.run_script("CREATE TABLE wordpress (id INTEGER)"); }));
  const auto result = migrate(database(), std::vector{make_town});
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("another program's tables"), std::string::npos) << result.error().message;
}

TEST_P(MigrationsTest, undoes_one_that_fails_and_keeps_those_before) {
  const std::vector<File> files{make_town, rename_sqlite, rename_postgres, broken};
  const auto result = migrate(database(), files);
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("2026-01-03-01-broken failed and was undone"), std::string::npos)
      << result.error().message;
  EXPECT_EQ(must(pending(database(), files)), Names{"2026-01-03-01-broken"});
  EXPECT_EQ(text("SELECT CAST(count(*) AS TEXT) FROM town"), "1");
}

TEST_P(MigrationsTest, refuses_to_leave_a_broken_reference) {
  must(migrate(database(), std::vector{make_town, make_street}));
  const File bad{"2026-01-04-01-bad.sql", "DELETE FROM town;"};
  EXPECT_FALSE(migrate(database(), std::vector{make_town, make_street, bad}));
  EXPECT_EQ(text("SELECT name FROM town"), "Örebro");
  const auto enforced =
      database().write([](Session& session) { return session.execute(query("INSERT INTO street VALUES (99)")); });
  ASSERT_FALSE(enforced);  // foreign keys are on again
  EXPECT_EQ(enforced.error().kind, ErrorKind::invalid);
}

TEST_P(MigrationsTest, two_nodes_at_once_apply_each_only_once) {
  if (GetParam() == Dialect::sqlite) GTEST_SKIP() << "SQLite has one node";
  const std::vector<File> files{make_town, make_street, rename_sqlite, rename_postgres};
  auto second = must(Database::open(test_database_->settings()));
  base::Result<Names> theirs;
  std::thread other([&] { theirs = migrate(*second, files); });
  const auto ours = migrate(database(), files);
  other.join();
  EXPECT_EQ(must(ours).size() + must(theirs).size(), 3u);
  EXPECT_EQ(text("SELECT title FROM town"), "Örebro");
}

TEST_P(MigrationsTest, those_of_the_program_apply) {
  EXPECT_FALSE(must(migrate(database())).empty());
  EXPECT_TRUE(check_schema(database()));
}

INSTANTIATE_TEST_SUITE_P(databases, MigrationsTest, testing::each_database(), testing::database_name);

TEST(MigrationFiles, lists_every_name_that_breaks_the_rule) {
  const std::vector<File> files{{"2026-1-1-town.sql", ""},
                                {"2026-01-01-01-Town.sql", ""},
                                {"2026-01-01-01-half-sqlite.sql", ""},
                                {"2026-01-01-02-twice.sql", ""},
                                {"2026-01-01-02-twice-postgres.sql", ""}};
  const auto result = migrations_for(Dialect::sqlite, files);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().problems.size(), 4u);
}

}  // namespace
}  // namespace smartmove::storage
