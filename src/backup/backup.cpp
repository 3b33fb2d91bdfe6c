#include "backup/backup.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "backup/archive_writer.hpp"
#include "backup/header.hpp"
#include "backup/rows.hpp"
#include "base/json.hpp"
#include "storage/migrations.hpp"
#include "storage/tables.hpp"

namespace smartmove::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = std::size_t{4} << 20;  // of rows that are in memory at once

base::Result<std::int64_t> add_rows(storage::Session& session, const storage::Table& table, ArchiveWriter& archive) {
  std::string lines;
  int part = 0;
  std::int64_t count = 0;
  const auto flush = [&]() -> base::Result<> {
    TRY(archive.add(rows_name(table.name, ++part), lines));
    lines.clear();
    return {};
  };
  TRY(storage::each_row(session, table, [&](std::span<const storage::Slot> row) -> base::Result<> {
    TRY(append_row(row, lines));
    ++count;
    if (lines.size() >= part_bytes) TRY(flush());
    return {};
  }));
  if (!lines.empty()) TRY(flush());
  return count;
}

base::Result<> add_database(const storage::Database& database, storage::Session& session, base::Instant at,
                            ArchiveWriter& archive, Manifest& manifest) {
  Header header{.format = format,
                .program = "smartmove " SMARTMOVE_VERSION,
                .made_at = base::to_iso8601(at),
                .database = std::string(to_string(session.dialect())),
                .migrations = TRY(storage::applied(database, session)),
                .tables = {}};
  if (header.migrations.empty()) {
    return base::fail(base::ErrorKind::not_found,
                      fmt::format("There is nothing in {} yet: import a content pack first.", database.description()));
  }
  const auto tables = TRY(storage::list_tables(session));
  header.tables = describe(tables);
  TRY(archive.add(header_name, base::pretty_json(base::to_json(header))));
  for (const auto& table : tables) manifest.rows[table.name] = TRY(add_rows(session, table, archive));
  return {};
}

base::Failure unusable(const fs::path& path) {
  return base::fail(
      base::ErrorKind::invalid,
      fmt::format("{} is nothing that the program put there, and backups do not hold the like: remove it, "
                  "or move it out of the media folder.",
                  path.string()));
}

/// Not there yet: it gets its name when it is whole.
bool is_on_its_way(std::string_view name) { return name.starts_with('.') || name.ends_with(".partial"); }

/// The paths of the files below the media folder, in order.
base::Result<std::vector<std::string>> media_in(const fs::path& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  if (!fs::exists(folder, error)) return paths;
  for (fs::recursive_directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    const auto path = each->path().lexically_relative(folder).generic_string();
    const auto status = each->symlink_status();
    if (is_on_its_way(each->path().filename().string())) {
      each.disable_recursion_pending();
    } else if (fs::is_regular_file(status) && is_media_path(path)) {
      paths.push_back(path);
    } else if (!fs::is_directory(status)) {
      return unusable(each->path());
    }
  }
  if (error) {
    return base::fail(base::ErrorKind::unavailable,
                      fmt::format("The media folder {} cannot be read ({}): check its owner, its permissions and its "
                                  "disk.",
                                  folder.string(), error.message()));
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

base::Result<BackupReport> make_backup(storage::Database& database, const fs::path& data, std::string_view settings,
                                       const std::string& path, IfThere if_there) {
  auto file = TRY(OutputFile::create(path, if_there));
  const auto at = base::now();
  auto archive = TRY(ArchiveWriter::open(file, at));
  Manifest manifest;
  TRY(database.read([&](storage::Session& session) { return add_database(database, session, at, archive, manifest); }));
  // After the rows: a file is there before the row that names it.
  const auto media = TRY(media_in(data / "media"));
  for (const auto& each : media) TRY(archive.add_file(media_name(each), data / "media" / each));
  TRY(archive.add(settings_name, settings));
  manifest.members = archive.members();
  TRY(archive.add(manifest_name, base::pretty_json(base::to_json(manifest))));
  TRY(archive.finish());
  TRY(file.commit());

  BackupReport report{.tables = static_cast<std::int64_t>(manifest.rows.size()),
                      .rows = 0,
                      .media_files = static_cast<std::int64_t>(media.size())};
  for (const auto& [table, rows] : manifest.rows) report.rows += rows;
  return report;
}

}  // namespace smartmove::backup
