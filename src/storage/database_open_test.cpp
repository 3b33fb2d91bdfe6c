#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/database.hpp"
#include "storage/migrations.hpp"
#include "storage/postgres.hpp"
#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;
using testing::must;

std::string message_of(const DatabaseSettings& settings) {
  const auto database = Database::open(settings);
  return database ? "" : database.error().message;
}

TEST(OpenSqlite, makes_the_folder_and_the_file) {
  const testing::TemporaryFolder folder;
  const auto path = folder.path() / "new = \"one\" åäö" / "deeper";
  const auto database = must(Database::open({.data_dir = path}));
  EXPECT_TRUE(std::filesystem::exists(path / "smartmove.db"));
  EXPECT_EQ(database->description(), (path / "smartmove.db").string());
}

TEST(OpenSqlite, is_durable_and_strict) {
  const testing::TemporaryFolder folder;
  const auto database = must(Database::open({.data_dir = folder.path()}));
  const auto pragma = [&](std::string_view sql) {
    return must(database->write([&](Session& session) { return session.one<std::string>(testing::query(sql)); }))
        .value();
  };
  EXPECT_EQ(pragma("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(pragma("PRAGMA synchronous"), "2");
  EXPECT_EQ(pragma("PRAGMA foreign_keys"), "1");
  EXPECT_EQ(pragma("PRAGMA busy_timeout"), "10000");
}

TEST(OpenSqlite, names_the_process_that_holds_it) {
  const testing::TemporaryFolder folder;
  auto first = must(Database::open({.data_dir = folder.path()}));
  const std::string message = message_of({.data_dir = folder.path()});
  EXPECT_NE(message.find("in use by process " + std::to_string(::getpid()) + ":"), std::string::npos) << message;
  EXPECT_NE(message.find("--data"), std::string::npos) << message;
  first.reset();
  EXPECT_EQ(message_of({.data_dir = folder.path()}), "");
}

TEST(OpenSqlite, stands_back_for_the_process_that_replaces_it) {
  const testing::TemporaryFolder folder;
  const DatabaseSettings settings{.data_dir = folder.path()};
  auto first = must(Database::open(settings));
  const auto write = [](Database& database) {
    return database.write([](Session& session) -> base::Result<> {
      TRY(session.execute(testing::query("CREATE TABLE IF NOT EXISTS kept (a INTEGER)")));
      TRY(session.execute(testing::query("INSERT INTO kept VALUES (1)")));
      return {};
    });
  };
  const auto count = [](Database& database) {
    return must(database.read(
                    [](Session& session) { return session.one<int>(testing::query("SELECT count(*) FROM kept")); }))
        .value();
  };
  must(write(*first));
  must(first->stand_back());
  EXPECT_EQ(write(*first).error().kind, ErrorKind::unavailable);
  auto second = must(Database::open(settings));
  must(write(*second));
  EXPECT_EQ(count(*first), 2);
  EXPECT_EQ(first->step_forward().error().kind, ErrorKind::unavailable);
  EXPECT_EQ(write(*first).error().kind, ErrorKind::unavailable);
  second.reset();
  must(first->step_forward());
  must(write(*first));
  EXPECT_EQ(count(*first), 3);
}

TEST(OpenSqlite, for_reading_needs_a_database) {
  const testing::TemporaryFolder folder;
  const DatabaseSettings missing{.data_dir = folder.path() / "none", .access = Access::read_only};
  EXPECT_NE(message_of(missing).find("There is no data directory"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(missing.data_dir));
  const std::string empty = message_of({.data_dir = folder.path(), .access = Access::read_only});
  EXPECT_NE(empty.find("There is no database"), std::string::npos) << empty;
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(OpenSqlite, makes_nothing_where_that_is_not_wished) {
  const testing::TemporaryFolder folder;
  const DatabaseSettings missing{.data_dir = folder.path() / "none", .create = false};
  const std::string message = message_of(missing);
  EXPECT_NE(message.find("smartmove import DIR --data " + missing.data_dir.string()), std::string::npos) << message;
  EXPECT_NE(message.find("smartmove init"), std::string::npos) << message;
  EXPECT_FALSE(std::filesystem::exists(missing.data_dir));
  const DatabaseSettings empty{.data_dir = folder.path(), .create = false};
  EXPECT_NE(message_of(empty).find("There is no database"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  must(Database::open({.data_dir = folder.path()}));
  EXPECT_EQ(message_of(empty), "");
}

TEST(OpenSqlite, says_that_a_file_is_no_folder) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "text";
  const std::string message = message_of({.data_dir = folder.path() / "file"});
  EXPECT_NE(message.find("is not a directory"), std::string::npos) << message;
}

TEST(OpenSqlite, says_that_a_file_is_damaged_and_leaves_it) {
  const testing::TemporaryFolder folder;
  const std::string text(5000, 'x');
  std::ofstream(folder.path() / "smartmove.db") << text;
  const std::string message = message_of({.data_dir = folder.path()});
  EXPECT_NE(message.find("damaged or is not a database"), std::string::npos) << message;
  EXPECT_NE(message.find((folder.path() / "smartmove.db").string()), std::string::npos) << message;
  EXPECT_EQ(std::filesystem::file_size(folder.path() / "smartmove.db"), text.size());
}

TEST(OpenSqlite, says_that_a_folder_cannot_be_made_or_written) {
  const std::string message = message_of({.data_dir = "/proc/smartmove"});  // refuses even root
  EXPECT_NE(message.find("cannot be written"), std::string::npos) << message;
  const std::string read_only = message_of({.data_dir = "/proc"});
  EXPECT_NE(read_only.find("cannot be written"), std::string::npos) << read_only;
}

TEST(OpenPostgres, refuses_an_address_without_showing_it) {
  for (const char* url :
       {"mysql://u:hemligt@host/db", "postgres://u:hemligt@[::1/db", "postgres://u:hemligt@h:port:1/db?x",
        "postgres://u:x/hemligt@y@h/n", "postgres://u:x/hemligt@h/n", "postgres://u:hemligt/x@h/n",
        "postgres://u:x?hemligt@h/n", "postgres://u:x/y?dbname=hemligt@h/n", "postgres://u:x#hemligt@h/n",
        "postgres://u:hemligt/n", "postgres://u:hemligt", "postgres://u:1,v:hemligt/n"}) {
    const auto database = Database::open({.url = url});
    ASSERT_FALSE(database) << url;
    EXPECT_EQ(database.error().kind, ErrorKind::invalid);
    EXPECT_NE(database.error().message.find("postgres://user"), std::string::npos) << database.error().message;
    EXPECT_EQ((database.error().message + database.error().cause).find("hemligt"), std::string::npos);
  }
}

TEST(OpenPostgres, takes_addresses_with_ports_and_several_hosts) {
  for (const char* url :
       {"postgres://", "postgres://h", "postgres://h/n", "postgres://u@/n?host=/tmp", "postgres://u:p%2Fq@h:5432/n",
        "postgresql://u:p@[::1]:5432/n", "postgres://[::1]/n", "postgres://u:p@h:1,i:2/n?connect_timeout=3"}) {
    EXPECT_TRUE(PostgresTarget::parse(url)) << url;
  }
}

TEST(OpenPostgres, says_that_the_server_is_down) {
  const auto database = Database::open({.url = "postgres://portal:hemligt@127.0.0.1:1/portal"});
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().kind, ErrorKind::unavailable);
  EXPECT_NE(database.error().message.find("PostgreSQL database portal at 127.0.0.1"), std::string::npos)
      << database.error().message;
  EXPECT_NE(database.error().message.find("Check that the server runs"), std::string::npos);
  EXPECT_EQ((database.error().message + database.error().cause).find("hemligt"), std::string::npos);
}

TEST(OpenPostgres, takes_secrets_out_of_any_text) {
  const auto target = must(PostgresTarget::parse("postgres://portal:hem%20ligt@db.example/portal?sslpassword=nyckel"));
  EXPECT_EQ(target.redact("a hem ligt b hem ligt c nyckel"), "a *** b *** c ***");
  EXPECT_EQ(target.description(), "PostgreSQL database portal at db.example");
}

class OpenPostgresServer : public testing::DatabaseTest {};

TEST_P(OpenPostgresServer, says_that_a_database_or_user_is_not_there) {
  const std::string url = test_database().settings().url;
  const auto at = url.find("/postgres?");
  ASSERT_NE(at, std::string::npos) << "the test's address is postgres://USER@/postgres?host=…";
  const std::string message = message_of({.url = std::string(url).replace(at, 9, "/nothere")});
  EXPECT_NE(message.find("nothere"), std::string::npos) << message;
  const std::string wrong = message_of({.url = "postgres://nobody:hemligt@" + url.substr(url.find('@') + 1)});
  EXPECT_NE(wrong.find("nobody"), std::string::npos) << wrong;
  EXPECT_EQ(wrong.find("hemligt"), std::string::npos) << wrong;
}

TEST_P(OpenPostgresServer, connects_again_when_the_server_dropped_every_connection) {
  must(database().ping());
  testing::run_on_postgres(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
      "AND application_name = 'smartmove'");
  must(database().ping());
}

TEST_P(OpenPostgresServer, a_connection_lost_in_a_transaction_is_an_error_and_changes_nothing) {
  run_script("CREATE TABLE note (text TEXT NOT NULL)");
  const auto result = database().write([](Session& session) -> base::Result<> {
    TRY(session.execute(testing::query("INSERT INTO note VALUES ('lost')")));
    TRY(session.one<std::string>(testing::query("SELECT pg_terminate_backend(pg_backend_pid())::text")));
    return {};
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(must(database().read(
                [](Session& session) { return session.one<int>(testing::query("SELECT count(*) FROM note")); })),
            0);
}

INSTANTIATE_TEST_SUITE_P(databases, OpenPostgresServer, ::testing::Values(Dialect::postgres), testing::database_name);

}  // namespace
}  // namespace smartmove::storage
