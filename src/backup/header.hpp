#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "storage/tables.hpp"

namespace smartmove::backup {

/// What this program writes, and the newest that it reads.
constexpr int format = 1;

constexpr std::string_view header_name = "smartmove-backup.json";  ///< the first member
constexpr std::string_view manifest_name = "manifest.json";        ///< the last
constexpr std::string_view settings_name = "settings.toml";

struct ColumnDescription {
  std::string name;
  std::string kind;  ///< `text`, `integer` or `real`
};
BOOST_DESCRIBE_STRUCT(ColumnDescription, (), (name, kind))

struct TableDescription {
  std::string name;
  std::vector<ColumnDescription> columns;
};
BOOST_DESCRIBE_STRUCT(TableDescription, (), (name, columns))

/// Says what is to come.
struct Header {
  int format = 0;
  std::string program;   ///< `smartmove 0.1.0`
  std::string made_at;   ///< ISO 8601, UTC
  std::string database;  ///< `sqlite` or `postgres`
  std::vector<std::string> migrations;
  std::vector<TableDescription> tables;
};
BOOST_DESCRIBE_STRUCT(Header, (), (format, program, made_at, database, migrations, tables))

struct Member {
  std::string name;
  std::int64_t bytes = 0;
  std::string sha256;

  friend bool operator==(const Member&, const Member&) = default;
};
BOOST_DESCRIBE_STRUCT(Member, (), (name, bytes, sha256))

/// Says what came: without it, or with another in its place, a backup is not whole.
struct Manifest {
  std::map<std::string, std::int64_t> rows;  ///< table → how many
  std::vector<Member> members;               ///< all before it, in their order
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (rows, members))

std::vector<TableDescription> describe(const std::vector<storage::Table>& tables);

/// The tables that the header describes. invalid: a name or kind that no backup has.
base::Result<std::vector<storage::Table>> tables_of(const Header& header);

/// Reads the header; a newer format is refused before anything else of it is looked at.
base::Result<Header> parse_header(std::string_view text);
base::Result<Manifest> parse_manifest(std::string_view text);

enum class MemberKind { rows, media, settings };
struct MemberName {
  MemberKind kind = MemberKind::rows;
  std::string table{};  ///< of rows
};
/// What a member between header and manifest is, by its name. invalid: a name that no backup has, such as one that
/// leads out of the folder that it is unpacked in.
base::Result<MemberName> parse_member_name(std::string_view name);

/// `database/TABLE/0001.jsonl`
std::string rows_name(std::string_view table, int part);
/// `media/…`
std::string media_name(std::string_view path);
/// Whether backups have media files by this path below the media folder: words of A-Z a-z 0-9 . _ - that do not begin
/// with a dot, separated by `/`.
bool is_media_path(std::string_view path);

}  // namespace smartmove::backup
