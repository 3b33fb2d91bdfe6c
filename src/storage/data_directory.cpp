#include "storage/data_directory.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

#include "storage/restore_place.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;
namespace fs = std::filesystem;

base::Failure cannot_write(const fs::path& path, const std::string& reason) {
  return base::fail(ErrorKind::unavailable,
                    fmt::format("The data directory {} cannot be written ({}): check its owner and that its disk is "
                                "writable and has room, or choose another with --data.",
                                path.string(), reason));
}

base::Failure nothing_there(const std::string& what, const fs::path& path) {
  return base::fail(
      ErrorKind::not_found,
      fmt::format("There is no {} {}: fill one with \"smartmove import DIR --data {}\", make an empty one "
                  "with \"smartmove init\", or choose another with --data.",
                  what, path.string(), path.string()));
}

base::Result<> check_folder(const fs::path& path, bool create) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (fs::is_directory(status)) return {};
  if (fs::exists(status)) {
    return base::fail(
        ErrorKind::invalid,
        fmt::format("The data directory {} is not a directory: choose another with --data.", path.string()));
  }
  if (!create) return nothing_there("data directory", path);
  fs::create_directories(path, error);
  if (error) return cannot_write(path, error.message());
  return {};
}

/// The process number that the holder of the lock wrote.
std::string holder(int file) {
  std::array<char, 32> text{};
  const ssize_t length = ::pread(file, text.data(), text.size() - 1, 0);
  std::string pid(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  pid.resize(std::min(pid.find_first_not_of("0123456789"), pid.size()));
  return pid.empty() ? "another process" : "process " + pid;
}

base::Result<int> take_lock(const fs::path& folder) {
  const fs::path path = folder / "smartmove.lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return cannot_write(folder, std::strerror(errno));
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    const std::string by = holder(file);
    ::close(file);
    return base::fail(ErrorKind::unavailable,
                      fmt::format("The data directory {} is in use by {}: stop it, or choose another with --data.",
                                  folder.string(), by));
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    const std::string reason = std::strerror(errno);
    ::close(file);
    return cannot_write(folder, reason);
  }
  return file;
}

}  // namespace

base::Result<DataDirectory> DataDirectory::open(const fs::path& path, Access access, bool create) {
  create = create && access == Access::exclusive;
  TRY(check_folder(path, create));
  DataDirectory directory(path, -1);
  const bool waits = restore_waits(path);
  if (waits && access == Access::read_only) {
    return base::fail(ErrorKind::unavailable,
                      fmt::format("A restore into {} was interrupted when it was complete: run \"smartmove init\" or "
                                  "start the server, which moves it in.",
                                  path.string()));
  }
  std::error_code error;
  if (!create && !waits && !fs::exists(directory.database_file(), error)) {
    return nothing_there("database in the data directory", path);
  }
  if (access == Access::exclusive) {
    directory.lock_ = TRY(take_lock(path));
    TRY(move_restore_in(path));
  }
  return directory;
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataDirectory::~DataDirectory() { unlock(); }

void DataDirectory::unlock() {
  if (lock_ < 0) return;
  ::flock(lock_, LOCK_UN);  // also where a child that has just been forked has a copy of it
  ::close(std::exchange(lock_, -1));
}

base::Result<> DataDirectory::lock() {
  if (lock_ < 0) lock_ = TRY(take_lock(path_));
  return {};
}

}  // namespace smartmove::storage
