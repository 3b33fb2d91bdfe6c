#include "sources/acs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/json_reader.hpp"
#include "base/text.hpp"

namespace smartmove::sources {
namespace {

// "Notes on ACS estimate and annotation values", census.gov: too few observations, not applicable, not computed, …
constexpr std::array sentinels{-222222222.0, -333333333.0, -555555555.0, -666666666.0, -888888888.0, -999999999.0};

std::optional<std::string> cell_text(const boost::json::value& value, base::JsonReader& reader) {
  if (value.is_null()) return std::nullopt;
  if (value.is_number()) return base::compact_json(value);
  const auto* text = reader.string(value);
  return text ? std::optional(std::string(*text)) : std::nullopt;
}

base::Result<std::optional<double>> estimate(const std::optional<std::string>& text) {
  if (!text || text->empty()) return std::optional<double>{};
  double value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || !std::isfinite(value)) {
    return base::fail(base::ErrorKind::invalid, fmt::format("{} is no estimate.", base::quote(*text)));
  }
  if (std::find(sentinels.begin(), sentinels.end(), value) != sentinels.end()) return std::optional<double>{};
  return std::optional(value);
}

}  // namespace

base::Result<AcsTable> parse_acs(std::string_view text, std::string_view origin) {
  const auto root = TRY(base::parse_json(text, origin));
  base::JsonReader reader{std::string(origin)};
  AcsTable table;
  const auto* lines = reader.array(root);
  for (std::size_t i = 0; lines && i < lines->size(); ++i) {
    auto scope = reader.enter(std::to_string(i));
    const auto* line = reader.array((*lines)[i]);
    if (!line) continue;
    std::vector<std::optional<std::string>> row;
    for (std::size_t column = 0; column < line->size(); ++column) {
      auto inner = reader.enter(std::to_string(column));
      row.push_back(cell_text((*line)[column], reader));
    }
    if (i == 0) {
      for (auto& name : row) table.header.push_back(std::move(name).value_or(""));
    } else if (row.size() != table.header.size()) {
      reader.breach(fmt::format("{} values", row.size()), fmt::format("{} as in the header", table.header.size()));
    } else {
      table.rows.push_back(std::move(row));
    }
  }
  if (lines && table.header.empty()) reader.breach("no header", "the names of the columns");
  if (!reader.problems().empty()) return base::fail(reader.error());
  return table;
}

base::Result<std::vector<Cell>> acs_cells(const AcsTable& table, const std::string& variable,
                                          const std::vector<std::string>& asked, const std::string& period) {
  const auto column = std::find(table.header.begin(), table.header.end(), variable);
  if (column == table.header.end()) {
    return base::fail(base::ErrorKind::invalid, fmt::format("The answer has no column {}.", base::quote(variable)));
  }
  std::vector<Cell> cells;
  for (const auto& row : table.rows) {
    Cell cell{"", period, {}};
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (std::find(asked.begin(), asked.end(), table.header[i]) == asked.end()) cell.region += row[i].value_or("");
    }
    cell.value = TRY(estimate(row[static_cast<std::size_t>(column - table.header.begin())]));
    cells.push_back(std::move(cell));
  }
  return cells;
}

}  // namespace smartmove::sources
