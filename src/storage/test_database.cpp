#include "storage/test_database.hpp"

#include <algorithm>
#include <cstdlib>
#include <libpq-fe.h>
#include <stdexcept>
#include <string_view>

#include "base/id.hpp"
#include "storage/migrations.hpp"

namespace smartmove::storage::testing {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string unique_name() {
  std::string name = "smartmove_test_" + base::Uuid::generate().to_string();
  std::ranges::replace(name, '-', '_');
  return name;
}

std::string url_of_schema(const std::string& schema) {
  const std::string url = environment("SMARTMOVE_TEST_POSTGRES");
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
}

}  // namespace

bool postgres_is_there() { return !environment("SMARTMOVE_TEST_POSTGRES").empty(); }

bool postgres_is_required() {
  const std::string wanted = environment("SMARTMOVE_REQUIRE_POSTGRES");
  return !environment("CI").empty() || (!wanted.empty() && wanted != "0");
}

TemporaryFolder::TemporaryFolder() : path_(std::filesystem::temp_directory_path() / unique_name()) {
  std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string run_on_postgres(const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
      PQconnectdb(environment("SMARTMOVE_TEST_POSTGRES").c_str()), PQfinish);
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error(std::string("the test's PostgreSQL: ") + PQerrorMessage(connection.get()));
  }
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

TestDatabase::TestDatabase(Dialect dialect, Schema schema) {
  settings_.data_dir = folder_.path();
  if (dialect == Dialect::postgres) {
    schema_ = unique_name();
    run_on_postgres("CREATE SCHEMA " + schema_);
    settings_.url = url_of_schema(schema_);
  }
  reopen();
  if (schema == Schema::empty) return;
  if (auto migrated = migrate(*database_); !migrated) {
    throw std::runtime_error(migrated.error().message + " [" + migrated.error().cause + "]");
  }
}

TestDatabase::~TestDatabase() {
  close();
  if (schema_.empty()) return;
  try {
    run_on_postgres("DROP SCHEMA " + schema_ + " CASCADE");
  } catch (const std::runtime_error&) {
    // The server goes away with its folder; a schema that is left in it harms nobody.
  }
}

void TestDatabase::reopen() {
  close();
  auto opened = Database::open(settings_);
  if (!opened) throw std::runtime_error(opened.error().message + " [" + opened.error().cause + "]");
  database_ = std::move(*opened);
}

}  // namespace smartmove::storage::testing
