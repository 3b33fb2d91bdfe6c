#include "sources/csv_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.hpp"

namespace smartmove::sources {
namespace {

base::Failure unfit(std::string message) { return base::fail(base::ErrorKind::invalid, std::move(message)); }

base::Result<std::size_t> column(const base::CsvRow& header, const std::string& name) {
  const auto at = std::find(header.fields.begin(), header.fields.end(), name);
  if (at == header.fields.end()) return unfit(fmt::format("The file has no column {}.", base::quote(name)));
  return static_cast<std::size_t>(at - header.fields.begin());
}

base::Result<std::optional<double>> number(const base::CsvRow& row, std::size_t at) {
  const auto& text = row.fields[at];
  if (text.empty()) return std::optional<double>{};
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && std::isfinite(value)) return std::optional(value);
  return unfit(
      fmt::format("Line {} has {} where a number with a point for decimals belongs.", row.line, base::quote(text)));
}

}  // namespace

base::Result<std::vector<Cell>> csv_cells(const std::vector<base::CsvRow>& rows, const Source& source,
                                          const Feed& feed) {
  if (rows.empty()) return unfit("The file is empty.");
  const auto& header = rows.front();
  const auto place = TRY(column(header, source.place_column.value_or("")));
  const auto period = TRY(column(header, source.period_column.value_or("")));
  const auto value = TRY(column(header, feed.id));
  std::vector<std::pair<std::size_t, const std::vector<std::string>*>> filters;
  for (const auto& [name, values] : feed.select) filters.emplace_back(TRY(column(header, name)), &values);
  std::vector<Cell> cells;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    if (row.fields.size() != header.fields.size()) {
      return unfit(fmt::format("Line {} has {} fields where the header has {}.", row.line, row.fields.size(),
                               header.fields.size()));
    }
    const bool kept = std::all_of(filters.begin(), filters.end(), [&](const auto& filter) {
      const auto& allowed = *filter.second;
      return std::find(allowed.begin(), allowed.end(), row.fields[filter.first]) != allowed.end();
    });
    if (!kept) continue;
    const auto figure = TRY(number(row, value));
    cells.push_back({row.fields[place], row.fields[period], figure});
  }
  return cells;
}

}  // namespace smartmove::sources
