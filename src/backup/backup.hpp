#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "backup/output_file.hpp"
#include "base/result.hpp"
#include "storage/database.hpp"

namespace smartmove::backup {

struct BackupReport {
  std::int64_t tables = 0;
  std::int64_t rows = 0;
  std::int64_t media_files = 0;
};

/// Saves the database, the files of `data`/media and `settings` (which must hold no secrets) in one file at `path`. The
/// rows are those of one moment, whatever is written meanwhile; every media file that they name is in it. Beside a
/// running server, at any time. The file is there whole or not at all.
base::Result<BackupReport> make_backup(storage::Database& database, const std::filesystem::path& data,
                                       std::string_view settings, const std::string& path, IfThere if_there);

}  // namespace smartmove::backup
