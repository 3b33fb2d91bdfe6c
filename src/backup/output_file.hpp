#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace smartmove::backup {

enum class IfThere { refuse, replace };

/// A file that has its name only when it is whole and on disk: until commit() it is written beside it under another,
/// and that is removed when this is destroyed. Only its owner may read it: it may hold people's data.
class OutputFile {
 public:
  /// `-` is standard output. conflict: the file exists and is not to be replaced.
  static base::Result<OutputFile> create(const std::string& path, IfThere if_there);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  int descriptor() const { return file_; }
  base::Result<> commit();

  /// The sentence for bytes that could not be written; `code` is an errno.
  base::Failure cannot_write(int code) const;

 private:
  OutputFile(int file, std::string path, std::string temporary, IfThere if_there)
      : file_(file), path_(std::move(path)), temporary_(std::move(temporary)), if_there_(if_there) {}
  int rename() const;

  int file_ = -1;
  std::string path_;
  std::string temporary_;  ///< empty: standard output, or committed
  IfThere if_there_ = IfThere::refuse;
};

}  // namespace smartmove::backup
