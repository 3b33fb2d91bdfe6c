#include "storage/coverage.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using testing::query;

TEST(CoverageTest, writes_each_query_once) {
  const char* before = std::getenv("SMARTMOVE_SQL_COVERAGE");
  const std::string kept = before == nullptr ? "" : before;
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "coverage";
  ::setenv("SMARTMOVE_SQL_COVERAGE", file.c_str(), 1);
  {
    auto database = testing::must(Database::open({.data_dir = folder.path()}));
    for (int i = 0; i < 3; ++i) testing::must(database->ping());
  }
  Coverage(Dialect::postgres).ran({"places/find", "", ""});
  if (kept.empty()) {
    ::unsetenv("SMARTMOVE_SQL_COVERAGE");
  } else {
    ::setenv("SMARTMOVE_SQL_COVERAGE", kept.c_str(), 1);
  }
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_EQ(text, "storage/ping sqlite\nplaces/find postgres\n");
}

}  // namespace
}  // namespace smartmove::storage
