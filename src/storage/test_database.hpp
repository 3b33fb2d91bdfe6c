#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "storage/database.hpp"

namespace smartmove::storage::testing {

bool postgres_is_there();     ///< SMARTMOVE_TEST_POSTGRES is set
bool postgres_is_required();  ///< under CI or SMARTMOVE_REQUIRE_POSTGRES=1, a test may not be skipped for lack of it

/// A folder of its own under the system's temporary one, removed with everything in it when destroyed.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A fresh database with every migration applied, in a folder or a PostgreSQL schema of its own; removed when
/// destroyed. Throws std::runtime_error when it cannot be made.
class TestDatabase {
 public:
  enum class Schema { migrated, empty };
  explicit TestDatabase(Dialect dialect, Schema schema = Schema::migrated);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  Database& database() { return *database_; }
  const DatabaseSettings& settings() const { return settings_; }  ///< for opening it once more
  void close() { database_.reset(); }
  void reopen();

 private:
  TemporaryFolder folder_;
  std::string schema_;  ///< PostgreSQL's
  DatabaseSettings settings_;
  std::unique_ptr<Database> database_;
};

/// Runs SQL on the test server as its owner, on a connection of its own; the first value of the answer.
std::string run_on_postgres(const std::string& sql);

}  // namespace smartmove::storage::testing
