#include "sources/csv_table.hpp"

#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* definition =
    R"({"service":"csv","source_name":"N","source_url":"https://x.example/","licence":"CC0",
  "address":"https://x.example/f.csv","place_column":"kod","period_column":"år",
  "feeds":[{"indicator":"a","unit":"u","id":"värde","select":{"typ":["x","y"]}}]})";

base::Result<std::vector<Cell>> cells(const std::string& text) {
  const auto source = testing::source(definition);
  const auto rows = base::parse_csv(text, "f.csv");
  if (!rows) return base::fail(rows.error());
  return csv_cells(*rows, source, source.feeds[0]);
}

TEST(CsvTableTest, reads_the_rows_that_are_selected) {
  const auto found = cells("typ,kod,år,värde\nx,1881,2024,1.5\nz,1881,2024,9\ny,1880,2023,\n");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(*found, ElementsAre(Cell{"1881", "2024", 1.5}, Cell{"1880", "2023", std::nullopt}));
}

TEST(CsvTableTest, what_does_not_fit_is_named) {
  EXPECT_THAT(cells("").error().message, HasSubstr("empty"));
  EXPECT_THAT(cells("typ,kod,värde\n").error().message, HasSubstr("no column \"år\""));
  EXPECT_THAT(cells("kod,år,värde\n").error().message, HasSubstr("no column \"typ\""));
  EXPECT_THAT(cells("typ,kod,år,värde\nx,1881\n").error().message, HasSubstr("Line 2 has 2 fields"));
  EXPECT_THAT(cells("typ,kod,år,värde\nx,1,2024,1\nx,1881,2024,\"1,5\"\n").error().message,
              HasSubstr("Line 3 has \"1,5\" where a number"));
  EXPECT_FALSE(cells("typ,kod,år,värde\nx,1881,2024,inf\n"));
}

}  // namespace
}  // namespace smartmove::sources
