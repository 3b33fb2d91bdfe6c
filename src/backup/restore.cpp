#include "backup/restore.hpp"

#include <fmt/format.h>

#include "backup/archive_reader.hpp"
#include "backup/contents.hpp"
#include "backup/restored_files.hpp"
#include "base/json.hpp"
#include "storage/data_directory.hpp"
#include "storage/integrity.hpp"
#include "storage/migrations.hpp"
#include "storage/restore_place.hpp"
#include "storage/tables.hpp"

namespace smartmove::backup {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

base::Failure is_taken(const std::string& place) {
  return base::fail(ErrorKind::conflict,
                    fmt::format("{} is not empty: restore into another data directory or database, or give --replace "
                                "to put the backup in its place.",
                                place));
}

/// What is wrong with the file, with its name before it; other failures as they are.
template <class T>
base::Result<T> about(const std::string& path, base::Result<T> result) {
  if (result) return result;
  auto error = std::move(result).error();
  if (error.kind == ErrorKind::invalid || error.kind == ErrorKind::conflict) {
    error.message = fmt::format("{} cannot be restored. {}", path, error.message);
  }
  return base::fail(std::move(error));
}

base::Result<RestoreReport> check(ArchiveReader& reader) {
  auto header = TRY(read_header(reader));
  auto manifest = TRY(walk(reader, looks_only()));
  return RestoreReport{.header = std::move(header), .manifest = std::move(manifest)};
}

/// Makes the backup's schema in an empty database and fills it; the files go into `folder`.
base::Result<> fill(storage::Session& session, ArchiveReader& reader, const Header& header, const fs::path& folder) {
  TRY(storage::build_schema(session, header.migrations));
  const auto tables = TRY(storage::list_tables(session));
  if (base::to_json(describe(tables)) != base::to_json(header.tables)) {
    return base::fail(ErrorKind::invalid, "Its tables are not those that its migrations make.");
  }
  RestoredFiles files(folder);
  const Receiver receiver{
      .row = [&](const storage::Table& table, auto row) { return storage::insert_row(session, table, row); },
      .media = [&](std::string_view path, std::string_view bytes) { return files.add(media_name(path), bytes); },
      .settings = [&](std::string_view text) { return files.add(settings_name, text); }};
  TRY(storage::load_rows(session, [&]() -> base::Result<> {
    for (const auto& table : tables) TRY(storage::delete_rows(session, table));
    TRY(walk(reader, receiver));
    return {};
  }));
  TRY(files.finish());
  session.announce({{"*"}});
  return {};
}

base::Result<> fill_sqlite(const fs::path& folder, ArchiveReader& reader, const Header& header) {
  {
    const auto database = TRY(storage::Database::open({.data_dir = folder}));
    TRY(database->change_schema([&](storage::Session& session) { return fill(session, reader, header, folder); }));
    TRY(storage::check_integrity(*database, storage::Scrutiny::whole));
  }
  std::error_code error;
  fs::remove(folder / "smartmove.lock", error);
  fs::create_directory(folder / "media", error);  // instead of the one that may be there
  if (!fs::exists(folder / "smartmove.db-wal", error)) return {};
  return base::fail(ErrorKind::internal, "The restored database could not be closed.");
}

base::Result<> check_data_directory(const fs::path& data, Target target) {
  if (storage::is_free_for_restore(data)) return {};
  std::error_code error;
  // What is replaced is a site; nobody's other files are.
  if (target == Target::must_be_empty || !fs::exists(data / "smartmove.db", error)) return is_taken(data.string());
  return {};
}

base::Result<> into_sqlite(ArchiveReader& reader, const fs::path& data, Target target, RestoreReport& report) {
  TRY(check_data_directory(data, target));
  const auto directory = TRY(storage::DataDirectory::open(data, storage::Access::exclusive));
  TRY(check_data_directory(data, target));  // an earlier restore may have been moved in just now
  const auto folder = TRY(storage::begin_restore(data));
  if (auto filled = fill_sqlite(folder, reader, report.header); !filled) {
    std::error_code ignored;  // what is left is nobody's, and goes with the next restore
    fs::remove_all(folder, ignored);
    return filled;
  }
  TRY(storage::complete_restore(data));
  report.into = directory.database_file().string();
  return {};
}

base::Result<> into_postgres(ArchiveReader& reader, const storage::DatabaseSettings& settings, Target target,
                             RestoreReport& report) {
  const auto database = TRY(storage::Database::open(settings));
  std::error_code error;
  fs::create_directories(settings.data_dir, error);
  TRY(database->change_schema([&](storage::Session& session) -> base::Result<> {
    const auto there = TRY(storage::contents_of(session));
    const bool may_go = there == storage::Contents::ours && target == Target::may_be_replaced;
    if (there != storage::Contents::nothing && !may_go) return is_taken("The " + database->description());
    if (may_go) TRY(storage::drop_everything(session));
    const auto folder = TRY(storage::begin_restore(settings.data_dir));
    TRY(fill(session, reader, report.header, folder));
    // Before the rows that name them can be seen. A media file has its content's name, so none takes another's place.
    return add_restored_files(folder, settings.data_dir);
  }));
  report.into = database->description();
  return {};
}

}  // namespace

base::Result<RestoreReport> check_backup(const std::string& path) {
  auto reader = TRY(about(path, ArchiveReader::open(path)));
  return about(path, check(reader));
}

base::Result<RestoreReport> restore_backup(const std::string& path, const storage::DatabaseSettings& settings,
                                           Target target) {
  auto reader = TRY(about(path, ArchiveReader::open(path)));
  auto report = TRY(about(path, check(reader)));
  auto restored = settings.url.empty() ? into_sqlite(reader, settings.data_dir, target, report)
                                       : into_postgres(reader, settings, target, report);
  TRY(about(path, std::move(restored)));
  report.pending = TRY(storage::unknown_to(report.header.migrations));
  return report;
}

}  // namespace smartmove::backup
