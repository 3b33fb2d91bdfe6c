#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <string>

#include "storage/database.hpp"
#include "storage/test_database.hpp"

/// For the store tests of all features: every test runs on both databases, each time on a fresh, migrated one.
///
///   class PlaceStoreTest : public storage::testing::DatabaseTest {};
///   TEST_P(PlaceStoreTest, finds_what_it_saved) { PlaceStore store(database()); … }
///   INSTANTIATE_TEST_SUITE_P(databases, PlaceStoreTest, storage::testing::each_database(),
///                            storage::testing::database_name);
///
/// PostgreSQL is the server that SMARTMOVE_TEST_POSTGRES names (tests/support/with_postgres.sh starts one).
namespace smartmove::storage::testing {

inline auto each_database() { return ::testing::Values(Dialect::sqlite, Dialect::postgres); }

inline std::string database_name(const ::testing::TestParamInfo<Dialect>& info) {
  return std::string(to_string(info.param));
}

/// SQL that a test runs on both databases.
constexpr Query query(std::string_view sql) { return {"test/query", sql, sql}; }

/// The value of a Result, or an exception with its message: the test fails there.
template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " [" + result.error().cause + "]");
  return base::take(std::move(result));
}

class DatabaseTest : public ::testing::TestWithParam<Dialect> {
 protected:
  /// Instead of SetUp(): database() is there, and it is not called for a test that is skipped.
  virtual void set_up() {}

  Database& database() { return test_database_->database(); }
  TestDatabase& test_database() { return *test_database_; }

  /// Makes tables that only this test needs.
  void run_script(const std::string& sql) {
    must(database().change_schema([&](Session& session) { return session.run_script(sql); }));
  }

  void SetUp() final {
    if (GetParam() == Dialect::postgres && !postgres_is_there()) {
      if (postgres_is_required()) FAIL() << postgres_missing;
      GTEST_SKIP() << postgres_missing;
    }
    test_database_ = std::make_unique<TestDatabase>(GetParam());
    set_up();
  }

  /// Closes the database before the members of the test go, which its listeners may use.
  void TearDown() override { test_database_.reset(); }

 private:
  static constexpr const char* postgres_missing =
      "There is no PostgreSQL to test with: run this through tests/support/with_postgres.sh, which sets "
      "SMARTMOVE_TEST_POSTGRES.";
  std::unique_ptr<TestDatabase> test_database_;
};

}  // namespace smartmove::storage::testing
