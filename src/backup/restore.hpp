#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "backup/header.hpp"
#include "base/result.hpp"
#include "storage/database.hpp"

namespace smartmove::backup {

/// What a backup holds, and where it is now.
struct RestoreReport {
  Header header;
  Manifest manifest;
  std::string into{};                  ///< the database's description
  std::vector<std::string> pending{};  ///< migrations that the backup is too old to have
};

/// Reads the whole file and holds every byte against its manifest. invalid: it cannot be restored, and why.
base::Result<RestoreReport> check_backup(const std::string& path);

enum class Target { must_be_empty, may_be_replaced };

/// Takes a backup in, after check_backup(): into SQLite in the settings' data directory, or into PostgreSQL and the
/// data directory's media folder. All of it or nothing. conflict: there is something already. The settings of the
/// backup come as the file settings.toml, which nothing reads by itself.
base::Result<RestoreReport> restore_backup(const std::string& path, const storage::DatabaseSettings& settings,
                                           Target target);

}  // namespace smartmove::backup
