#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace smartmove::backup {

/// Writes the files of a backup below a folder, each made new. Names come from parse_member_name(), which lets none
/// out.
class RestoredFiles {
 public:
  explicit RestoredFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~RestoredFiles();
  RestoredFiles(const RestoredFiles&) = delete;
  RestoredFiles& operator=(const RestoredFiles&) = delete;

  /// Adds bytes to the file of this name; another name than the last one's begins a new file.
  base::Result<> add(std::string_view name, std::string_view bytes);
  /// To be called after the last.
  base::Result<> finish();

 private:
  base::Result<> begin(std::string_view name);
  base::Failure failed(int code) const;

  std::filesystem::path folder_;
  std::string name_;
  int file_ = -1;
};

/// Moves the files from a restore's folder to their places in the data directory, on disk when it returns, and removes
/// the folder.
base::Result<> add_restored_files(const std::filesystem::path& folder, const std::filesystem::path& data);

}  // namespace smartmove::backup
