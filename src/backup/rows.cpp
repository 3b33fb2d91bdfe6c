#include "backup/rows.hpp"

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.hpp"

namespace smartmove::backup {
namespace {

using storage::Slot;
using storage::Wire;

void append_text(std::string_view text, std::string& lines) {
  lines += boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

void append_real(double value, std::string& lines) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  lines.append("\"").append(digits.data(), end).append("\"");
}

base::Failure not_a_row(const storage::Table& table) {
  return base::fail(base::ErrorKind::invalid, fmt::format("A row of {} in it cannot be read.", table.name));
}

bool read_real(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

bool read_value(const boost::json::value& value, Wire wire, Slot& slot) {
  slot = {.wire = wire};
  slot.null = value.is_null();
  if (slot.null) return true;
  if (wire == Wire::integer) {
    if (const auto* integer = value.if_int64()) return slot.integer = *integer, true;
    return false;
  }
  const auto* text = value.if_string();
  if (text == nullptr) return false;
  if (wire == Wire::real) return read_real({text->data(), text->size()}, slot.real);
  return storage::encode_text({text->data(), text->size()}, slot).has_value();
}

}  // namespace

base::Result<> append_row(std::span<const Slot> row, std::string& lines) {
  char separator = '[';
  for (const auto& slot : row) {
    lines += separator;
    separator = ',';
    if (slot.null) {
      lines += "null";
    } else if (slot.wire == Wire::integer) {
      lines += std::to_string(slot.integer);
    } else if (slot.wire == Wire::real) {
      append_real(slot.real, lines);
    } else if (base::is_valid_utf8(slot.text)) {
      append_text(slot.text, lines);
    } else {
      return base::fail(base::ErrorKind::unavailable,
                        "The database holds text that nobody can have written there: it is damaged, and a backup of it "
                        "would be no better. Restore an earlier one.");
    }
  }
  lines += "]\n";
  return {};
}

base::Result<std::int64_t> parse_rows(std::string_view lines, const storage::Table& table,
                                      const storage::TakeRow& take) {
  std::vector<Slot> row(table.columns.size());
  std::int64_t count = 0;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    if (end == std::string_view::npos) return not_a_row(table);
    boost::system::error_code error;
    const auto value = boost::json::parse({lines.data(), end}, error);
    const auto* array = error ? nullptr : value.if_array();
    if (array == nullptr || array->size() != row.size()) return not_a_row(table);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!read_value((*array)[i], table.columns[i].wire, row[i])) return not_a_row(table);
    }
    TRY(take(row));
    ++count;
    lines.remove_prefix(end + 1);
  }
  return count;
}

}  // namespace smartmove::backup
