#include "storage/integrity.hpp"

#include <fstream>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using namespace std::chrono_literals;
using testing::must;

class IntegrityTest : public testing::DatabaseTest {
 protected:
  void fill(int rows) {
    run_script("CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL)");
    run_script("CREATE INDEX note_text ON note (text)");
    must(database().write([&](Session& session) {
      std::vector<std::tuple<int, std::string>> notes;
      for (int i = 0; i < rows; ++i) notes.emplace_back(i, std::to_string(i) + std::string(200, 'x'));
      return session.execute_each(testing::query("INSERT INTO note VALUES (:id, :text)"), notes);
    }));
  }
};

TEST_P(IntegrityTest, a_sound_database_is_sound) {
  fill(100);
  EXPECT_EQ(must(check_integrity(database(), Scrutiny::quick)), Verdict::sound);
  EXPECT_EQ(must(check_integrity(database(), Scrutiny::whole)), Verdict::sound);
}

class SqliteIntegrityTest : public IntegrityTest {};

TEST_P(SqliteIntegrityTest, says_when_the_time_did_not_suffice_and_leaves_the_connection_usable) {
  fill(20000);
  EXPECT_EQ(must(check_integrity(database(), Scrutiny::whole, 0ms)), Verdict::unfinished);
  EXPECT_EQ(must(check_integrity(database(), Scrutiny::quick, 60s)), Verdict::sound);
}

TEST_P(SqliteIntegrityTest, finds_pages_that_were_overwritten) {
  fill(2000);
  const auto file = test_database().settings().data_dir / "smartmove.db";
  test_database().close();
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2 / 4096 * 4096));
  stream << std::string(4096, '\x5a');
  stream.close();
  test_database().reopen();
  for (const Scrutiny scrutiny : {Scrutiny::quick, Scrutiny::whole}) {
    const auto verdict = check_integrity(database(), scrutiny);
    ASSERT_FALSE(verdict);
    EXPECT_EQ(verdict.error().kind, base::ErrorKind::unavailable);
    EXPECT_NE(verdict.error().message.find("smartmove restore"), std::string::npos) << verdict.error().message;
    EXPECT_NE(verdict.error().message.find(file.string()), std::string::npos) << verdict.error().message;
    EXPECT_FALSE(verdict.error().cause.empty());
  }
}

TEST_P(SqliteIntegrityTest, finds_a_reference_that_leads_nowhere) {
  run_script("CREATE TABLE tree (id TEXT NOT NULL PRIMARY KEY, parent TEXT)");
  must(database().write(
      [](Session& session) { return session.execute(testing::query("INSERT INTO tree VALUES ('leaf', 'nowhere')")); }));
  run_script(
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET sql = replace(sql, 'parent TEXT', 'parent TEXT REFERENCES organisation (id)') "
      "WHERE name = 'tree'");
  test_database().reopen();
  EXPECT_EQ(must(check_integrity(database(), Scrutiny::quick)), Verdict::sound);
  const auto verdict = check_integrity(database(), Scrutiny::whole);
  ASSERT_FALSE(verdict);
  EXPECT_NE(verdict.error().cause.find("tree"), std::string::npos) << verdict.error().cause;
}

INSTANTIATE_TEST_SUITE_P(databases, IntegrityTest, testing::each_database(), testing::database_name);
INSTANTIATE_TEST_SUITE_P(databases, SqliteIntegrityTest, ::testing::Values(Dialect::sqlite), testing::database_name);

}  // namespace
}  // namespace smartmove::storage
