#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace smartmove::web {

/// The page store's folder: one process has it at a time, and it says whether the file in it can be trusted. LMDB
/// writes without waiting for the disk, which a killed process does no harm to, but a power cut may; so the file is
/// trusted within one boot of the system, or after a clean end.
class PageStoreFolder {
 public:
  /// unavailable: another process has it, or it cannot be made or written.
  static base::Result<PageStoreFolder> open(std::filesystem::path path);
  PageStoreFolder(PageStoreFolder&& other) noexcept;
  PageStoreFolder& operator=(PageStoreFolder&&) = delete;
  ~PageStoreFolder();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path data_file() const { return path_ / "data.mdb"; }
  bool is_trusted() const;
  void empty() const;                  ///< removes the file
  base::Result<> mark_in_use() const;  ///< reaches the disk before the first change does
  base::Result<> mark_clean() const;   ///< only when all is on the disk
  void let_go();                       ///< another process may open it; this one changes nothing any more

 private:
  PageStoreFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}
  base::Result<> write_state(bool clean) const;
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace smartmove::web
