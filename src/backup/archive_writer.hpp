#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "backup/header.hpp"
#include "backup/output_file.hpp"
#include "base/time.hpp"

struct archive;

namespace smartmove::backup {

/// A tar archive, compressed with zstd, member by member. It notes name, size and SHA-256 of each.
class ArchiveWriter {
 public:
  /// `file` must outlive it. Members are dated `at`.
  static base::Result<ArchiveWriter> open(const OutputFile& file, base::Instant at);

  base::Result<> add(std::string_view name, std::string_view bytes);
  /// Copies a file from disk. unavailable: it is gone or changes on the way.
  base::Result<> add_file(std::string_view name, const std::filesystem::path& path);

  const std::vector<Member>& members() const { return members_; }

  /// Writes what is still in memory and the archive's end.
  base::Result<> finish();

 private:
  struct Free {
    void operator()(archive* writer) const;
  };
  ArchiveWriter(const OutputFile& file, base::Instant at, std::unique_ptr<archive, Free> writer)
      : file_(&file), at_(at), writer_(std::move(writer)) {}
  base::Result<> begin_member(std::string_view name, std::uint64_t bytes);
  base::Result<> write(std::string_view bytes);
  base::Failure failed() const;

  const OutputFile* file_;
  base::Instant at_;
  std::unique_ptr<archive, Free> writer_;
  std::vector<Member> members_;
};

}  // namespace smartmove::backup
