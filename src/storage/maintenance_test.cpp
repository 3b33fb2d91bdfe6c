#include "storage/maintenance.hpp"

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using testing::must;
using testing::query;

class MaintenanceTest : public testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(databases, MaintenanceTest, testing::each_database(), testing::database_name);

TEST_P(MaintenanceTest, the_tables_are_counted_and_can_be_used_as_before) {
  must(optimize(database()));
  if (GetParam() == Dialect::sqlite) {
    EXPECT_GT(must(database().read([](Session& session) {
                return session.one<int>(query("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'schema_migration'"));
              })),
              0);
  }
  must(optimize(database()));
  must(database().ping());
}

}  // namespace
}  // namespace smartmove::storage
