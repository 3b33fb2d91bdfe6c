#include "backup/restored_files.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

namespace smartmove::backup {
namespace {

namespace fs = std::filesystem;

base::Failure cannot_write(const fs::path& path, const std::string& reason) {
  return base::fail(
      base::ErrorKind::unavailable,
      fmt::format("{} cannot be written ({}): check that its disk is writable and has room.", path.string(), reason));
}

}  // namespace

RestoredFiles::~RestoredFiles() {
  if (file_ >= 0) ::close(file_);
}

base::Failure RestoredFiles::failed(int code) const { return cannot_write(folder_ / name_, std::strerror(code)); }

base::Result<> RestoredFiles::begin(std::string_view name) {
  TRY(finish());
  name_ = name;
  const auto path = folder_ / name_;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return cannot_write(path, error.message());
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (file_ < 0) return failed(errno);
  return {};
}

base::Result<> RestoredFiles::add(std::string_view name, std::string_view bytes) {
  if (file_ < 0 || name != name_) TRY(begin(name));
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0) return failed(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

base::Result<> RestoredFiles::finish() {
  if (file_ < 0) return {};
  if (::fsync(file_) != 0) return failed(errno);
  if (::close(std::exchange(file_, -1)) != 0) return failed(errno);
  return {};
}

base::Result<> add_restored_files(const fs::path& folder, const fs::path& data) {
  std::error_code error;
  for (fs::recursive_directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    const auto place = data / each->path().lexically_relative(folder);
    if (each->is_directory()) {
      fs::create_directories(place, error);
    } else {
      fs::rename(each->path(), place, error);
    }
  }
  if (!error) fs::remove_all(folder, error);
  if (error) return cannot_write(data, error.message());
  return {};
}

}  // namespace smartmove::backup
