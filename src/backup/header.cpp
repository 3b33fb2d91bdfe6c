#include "backup/header.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/json.hpp"

namespace smartmove::backup {
namespace {

using base::ErrorKind;
using storage::Wire;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// A table's or a column's: what migrations use.
bool is_identifier(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= 63 && std::ranges::all_of(name, fits);
}

std::string_view kind_of(Wire wire) {
  switch (wire) {
    case Wire::integer: return "integer";
    case Wire::real: return "real";
    case Wire::text: break;
  }
  return "text";
}

base::Failure not_ours(std::string_view found) {
  return base::fail(ErrorKind::invalid, "It holds what no backup holds.", std::string(found));
}

base::Result<Wire> wire_of(std::string_view kind) {
  for (const Wire wire : {Wire::integer, Wire::real, Wire::text}) {
    if (kind_of(wire) == kind) return wire;
  }
  return not_ours(kind);
}

/// `0001.jsonl`, or more digits.
bool is_part(std::string_view name) {
  constexpr std::string_view ending = ".jsonl";
  if (!name.ends_with(ending)) return false;
  name.remove_suffix(ending.size());
  return name.size() >= 4 && name.size() <= 9 && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::vector<TableDescription> describe(const std::vector<storage::Table>& tables) {
  std::vector<TableDescription> descriptions;
  for (const auto& table : tables) {
    auto& description = descriptions.emplace_back(TableDescription{table.name, {}});
    for (const auto& column : table.columns) {
      description.columns.push_back({column.name, std::string(kind_of(column.wire))});
    }
  }
  return descriptions;
}

base::Result<std::vector<storage::Table>> tables_of(const Header& header) {
  std::vector<storage::Table> tables;
  for (const auto& description : header.tables) {
    if (!is_identifier(description.name) || description.columns.empty()) return not_ours(description.name);
    auto& table = tables.emplace_back(storage::Table{description.name, {}, {}});
    for (const auto& column : description.columns) {
      if (!is_identifier(column.name)) return not_ours(column.name);
      const auto wire = TRY(wire_of(column.kind));
      table.columns.push_back({column.name, wire});
    }
  }
  return tables;
}

base::Result<Header> parse_header(std::string_view text) {
  const auto value = TRY(base::parse_json(text, header_name));
  const auto* object = value.if_object();
  const auto* number = object == nullptr ? nullptr : object->if_contains("format");
  if (number != nullptr && number->is_int64() && number->get_int64() > format) {
    return base::fail(ErrorKind::invalid,
                      fmt::format("It has the format {}, and this version of Smart Move reads up to {}: install the "
                                  "version that made it, or a newer one.",
                                  number->get_int64(), format));
  }
  return base::from_json<Header>(value, std::string(header_name));
}

base::Result<Manifest> parse_manifest(std::string_view text) {
  return base::from_json<Manifest>(TRY(base::parse_json(text, manifest_name)), std::string(manifest_name));
}

bool is_media_path(std::string_view path) {
  if (path.empty() || path.size() > 1000) return false;
  while (true) {
    const auto slash = path.find('/');
    const auto word = path.substr(0, slash);
    const auto fits = [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; };
    if (word.empty() || word.size() > 255 || word.front() == '.' || !std::ranges::all_of(word, fits)) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

base::Result<MemberName> parse_member_name(std::string_view name) {
  if (name == settings_name) return MemberName{MemberKind::settings, {}};
  constexpr std::string_view media = "media/";
  if (name.starts_with(media) && is_media_path(name.substr(media.size()))) return MemberName{MemberKind::media, {}};
  constexpr std::string_view database = "database/";
  if (name.starts_with(database)) {
    const auto rest = name.substr(database.size());
    const auto slash = rest.find('/');
    if (slash != std::string_view::npos && is_identifier(rest.substr(0, slash)) && is_part(rest.substr(slash + 1))) {
      return MemberName{MemberKind::rows, std::string(rest.substr(0, slash))};
    }
  }
  return not_ours(name.substr(0, 100));
}

std::string rows_name(std::string_view table, int part) { return fmt::format("database/{}/{:04}.jsonl", table, part); }

std::string media_name(std::string_view path) { return fmt::format("media/{}", path); }

}  // namespace smartmove::backup
