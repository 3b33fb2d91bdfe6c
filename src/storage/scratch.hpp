#pragma once

#include <filesystem>
#include <memory>

#include "storage/database.hpp"

namespace smartmove::storage {

/// A database to try things in: SQLite in a temporary folder of its own, which goes with it. What happens in it happens
/// to nobody else.
class Scratch {
 public:
  /// With this program's schema and nothing in it.
  static base::Result<Scratch> empty();
  /// With what the database of a data directory holds at this moment. The directory is only read, also beside the
  /// process that serves it.
  static base::Result<Scratch> copy_of(const std::filesystem::path& data_dir);

  Scratch(Scratch&& other) noexcept;
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch();

  Database& database() { return *database_; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  explicit Scratch(std::filesystem::path folder) : folder_(std::move(folder)) {}
  static base::Result<Scratch> make();
  base::Result<> open();

  std::filesystem::path folder_;
  std::unique_ptr<Database> database_{};
};

}  // namespace smartmove::storage
