#include "backup/contents.hpp"

#include <algorithm>

#include "backup/rows.hpp"
#include "storage/migrations.hpp"

namespace smartmove::backup {
namespace {

struct First {
  Header header;
  Member member;
};

base::Result<First> read_first(ArchiveReader& reader) {
  TRY(reader.rewind());
  const auto name = TRY(reader.next());
  if (name != header_name) return ArchiveReader::not_a_backup("another first member");
  auto [member, text] = TRY(reader.read_whole());
  auto header = parse_header(text);
  if (!header) {
    auto error = std::move(header).error();
    error.problems.clear();  // it is nobody's to mend
    return base::fail(std::move(error));
  }
  return First{*std::move(header), std::move(member)};
}

/// What has come so far.
struct Walk {
  std::vector<storage::Table> tables;
  Manifest seen;
};

base::Result<Member> take_rows(ArchiveReader& reader, Walk& walk, const std::string& table_name,
                               const Receiver& receiver) {
  const auto table = std::ranges::find(walk.tables, table_name, &storage::Table::name);
  if (table == walk.tables.end()) return ArchiveReader::not_a_backup("rows of a table that the header does not name");
  auto [member, lines] = TRY(reader.read_whole());
  walk.seen.rows[table->name] +=
      TRY(parse_rows(lines, *table, [&](std::span<const storage::Slot> row) { return receiver.row(*table, row); }));
  return std::move(member);
}

base::Result<Member> take_media(ArchiveReader& reader, std::string_view name, const Receiver& receiver) {
  const auto path = name.substr(name.find('/') + 1);
  return reader.read([&](std::string_view bytes) { return receiver.media(path, bytes); });
}

base::Result<Member> take_settings(ArchiveReader& reader, const Receiver& receiver) {
  auto [member, text] = TRY(reader.read_whole());
  TRY(receiver.settings(text));
  return std::move(member);
}

base::Result<Member> take_member(ArchiveReader& reader, Walk& walk, const std::string& name, const Receiver& receiver) {
  const auto parsed = TRY(parse_member_name(name));
  switch (parsed.kind) {
    case MemberKind::rows: return take_rows(reader, walk, parsed.table, receiver);
    case MemberKind::media: return take_media(reader, name, receiver);
    case MemberKind::settings: break;
  }
  return take_settings(reader, receiver);
}

base::Result<Manifest> compare_with_manifest(ArchiveReader& reader, const Walk& walk) {
  const auto text = TRY(reader.read_whole()).second;
  auto manifest = parse_manifest(text);
  if (!manifest) return ArchiveReader::damaged("the manifest cannot be read");
  if (manifest->members != walk.seen.members) return ArchiveReader::damaged("its members are not the manifest's");
  if (manifest->rows != walk.seen.rows) return ArchiveReader::damaged("its rows are not the manifest's");
  if (TRY(reader.next())) return ArchiveReader::not_a_backup("a member behind the manifest");
  return *std::move(manifest);
}

}  // namespace

Receiver looks_only() {
  return {.row = [](const storage::Table&, std::span<const storage::Slot>) { return base::Result<>(); },
          .media = [](std::string_view, std::string_view) { return base::Result<>(); },
          .settings = [](std::string_view) { return base::Result<>(); }};
}

base::Result<Header> read_header(ArchiveReader& reader) {
  auto header = TRY(read_first(reader)).header;
  TRY(storage::check_known(header.migrations));
  TRY(tables_of(header));
  return header;
}

base::Result<Manifest> walk(ArchiveReader& reader, const Receiver& receiver) {
  const auto first = TRY(read_first(reader));
  Walk walk{.tables = TRY(tables_of(first.header)), .seen = {}};
  for (const auto& table : walk.tables) walk.seen.rows[table.name] = 0;
  walk.seen.members.push_back(first.member);
  while (const auto name = TRY(reader.next())) {
    if (*name == manifest_name) return compare_with_manifest(reader, walk);
    walk.seen.members.push_back(TRY(take_member(reader, walk, *name, receiver)));
  }
  return ArchiveReader::damaged("it has no manifest");
}

}  // namespace smartmove::backup
