#include "backup/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

namespace smartmove::backup {
namespace {

namespace fs = std::filesystem;

base::Failure exists(const std::string& path) {
  return base::fail(
      base::ErrorKind::conflict,
      fmt::format("{} exists: name another file, or give --replace to put the backup in its place.", path));
}

/// The folder's entry, so that a renamed file keeps its name through a power cut.
int sync_folder_of(const fs::path& path) {
  const auto folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return errno;
  const int code = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  return code;
}

}  // namespace

base::Result<OutputFile> OutputFile::create(const std::string& path, IfThere if_there) {
  if (path == "-") return OutputFile(STDOUT_FILENO, "standard output", {}, if_there);
  std::error_code error;
  const auto status = fs::symlink_status(path, error);
  if (fs::is_directory(status)) {
    return base::fail(base::ErrorKind::invalid, fmt::format("{} is a folder: name a file to be made in it.", path));
  }
  if (if_there == IfThere::refuse && fs::exists(status)) return exists(path);
  std::string temporary = path + ".partial-XXXXXX";
  const int file = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return OutputFile(-1, path, {}, if_there).cannot_write(errno);
  return OutputFile(file, path, temporary, if_there);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      if_there_(other.if_there_) {}

OutputFile::~OutputFile() {
  if (file_ > STDERR_FILENO) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

int OutputFile::rename() const {
  const unsigned flags = if_there_ == IfThere::refuse ? RENAME_NOREPLACE : 0;
  if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), flags) == 0) return 0;
  // A file system that cannot promise to replace nothing; that there was nothing has been looked at.
  if (errno == EINVAL && ::rename(temporary_.c_str(), path_.c_str()) == 0) return 0;
  return errno;
}

base::Result<> OutputFile::commit() {
  if (temporary_.empty()) return {};
  if (::fsync(file_) != 0) return cannot_write(errno);
  if (const int code = rename(); code == EEXIST) {
    return exists(path_);
  } else if (code != 0) {
    return cannot_write(code);
  }
  temporary_.clear();
  if (const int code = sync_folder_of(path_); code != 0) return cannot_write(code);
  return {};
}

base::Failure OutputFile::cannot_write(int code) const {
  return base::fail(base::ErrorKind::unavailable,
                    fmt::format("The backup cannot be written to {} ({}): check that its folder is there and may be "
                                "written, and that its disk has room.",
                                path_, code == 0 ? "unknown" : std::strerror(code)));
}

}  // namespace smartmove::backup
