#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "storage/database.hpp"

namespace smartmove::storage {

/// The folder of an SQLite database and, for Access::exclusive, its lock: `smartmove.lock`, held until destroyed and
/// let go by the system however the process ends.
class DataDirectory {
 public:
  /// Exclusive: makes the folder if it is missing, or, without `create`, refuses one without a database; and moves in a
  /// complete restore that waits in it. A folder in use: Error that names the process that holds it.
  static base::Result<DataDirectory> open(const std::filesystem::path& path, Access access, bool create = true);

  DataDirectory(DataDirectory&& other) noexcept;
  DataDirectory& operator=(DataDirectory&&) = delete;
  ~DataDirectory();

  void unlock();          ///< lets another process have it
  base::Result<> lock();  ///< takes it back; as open() where somebody else has it now
  std::filesystem::path database_file() const { return path_ / "smartmove.db"; }

 private:
  DataDirectory(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace smartmove::storage
