#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;
using testing::must;
using testing::query;

constexpr Query insert_row = query("INSERT INTO row (number, text) VALUES (:number, :text)");
constexpr Query count_rows = query("SELECT count(*) FROM row");

/// Writes row after row for ever, and each number to the pipe once its write was acknowledged.
[[noreturn]] void write_until_killed(const std::filesystem::path& folder, int pipe) {
  auto database = Database::open({.data_dir = folder});
  for (int number = 0; database; ++number) {
    const auto written = (*database)->write(
        [&](Session& session) { return session.execute(insert_row, number, std::string(1000, 'x')); });
    if (!written || ::write(pipe, &number, sizeof number) != sizeof number) break;
  }
  ::_exit(1);
}

void make_table(Database& database) {
  must(database.change_schema([](Session& session) {
    return session.run_script("CREATE TABLE row (number INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  }));
}

TEST(Durability, every_acknowledged_write_survives_kill_9) {
  const testing::TemporaryFolder folder;
  make_table(*must(Database::open({.data_dir = folder.path()})));
  for (int round = 0; round < 3; ++round) {
    must(must(Database::open({.data_dir = folder.path()}))->write([](Session& session) {
      return session.execute(query("DELETE FROM row"));
    }));
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_until_killed(folder.path(), ends[1]);
    ::close(ends[1]);
    int last = -1;
    while (last < 50 + 10 * round && ::read(ends[0], &last, sizeof last) == sizeof last) {
    }
    ::kill(child, SIGKILL);
    while (::read(ends[0], &last, sizeof last) == sizeof last) {
    }
    ::close(ends[0]);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    ASSERT_GE(last, 50) << "the child could not write";
    auto database = must(Database::open({.data_dir = folder.path()}));  // the lock went with the process
    const auto count = [&](const Query& query, auto... arguments) {
      return must(database->read([&](Session& session) { return session.one<int>(query, arguments...); })).value();
    };
    EXPECT_EQ(count(query("SELECT count(*) FROM row WHERE number <= :last"), last), last + 1);
    EXPECT_LE(count(count_rows), last + 2);
    EXPECT_EQ(must(database->read(
                  [](Session& session) { return session.one<std::string>(query("PRAGMA integrity_check")); })),
              "ok");
  }
}

TEST(Durability, a_full_disk_is_one_clear_error_and_harms_nothing) {
  const testing::TemporaryFolder folder;
  auto database = must(Database::open({.data_dir = folder.path()}));
  make_table(*database);
  must(database->write([](Session& session) { return session.run_script("PRAGMA max_page_count = 20"); }));
  int written = 0;
  base::Error error;
  while (written < 1000) {
    const auto result =
        database->write([&](Session& session) { return session.execute(insert_row, written, std::string(3000, 'x')); });
    if (!result) {
      error = result.error();
      break;
    }
    ++written;
  }
  EXPECT_EQ(error.kind, ErrorKind::unavailable);
  EXPECT_NE(error.message.find("full"), std::string::npos) << error.message;
  EXPECT_GT(written, 0);
  const auto count = [&] {
    return must(database->read([](Session& session) { return session.one<int>(count_rows); }));
  };
  EXPECT_EQ(count(), written);
  must(database->write([](Session& session) { return session.run_script("PRAGMA max_page_count = 1000"); }));
  must(database->write([&](Session& session) { return session.execute(insert_row, written, "room again"); }));
  EXPECT_EQ(count(), written + 1);
}

}  // namespace
}  // namespace smartmove::storage
