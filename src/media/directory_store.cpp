#include "media/directory_store.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.hpp"

namespace smartmove::media {
namespace fs = std::filesystem;
namespace {

base::Failure cannot(std::string_view what, const fs::path& path, const std::string& reason) {
  return base::fail(
      base::ErrorKind::unavailable,
      fmt::format("The media file {} cannot be {} ({}): check its owner and that its disk is in order and "
                  "has room.",
                  path.string(), what, reason));
}

/// An open file, closed when it goes.
class File {
 public:
  File(const fs::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  bool read_all(std::string& bytes) const {
    struct stat facts {};
    if (::fstat(descriptor_, &facts) != 0) return false;
    bytes.resize(static_cast<std::size_t>(facts.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto got = ::read(descriptor_, bytes.data() + done, bytes.size() - done);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }
  bool sync() const { return ::fsync(descriptor_) == 0; }

 private:
  int descriptor_;
};

bool write_synced(const fs::path& path, std::string_view bytes) {
  const File file(path, O_WRONLY | O_CREAT | O_EXCL);
  return file.is_open() && file.write(bytes) && file.sync();
}

}  // namespace

base::Result<> DirectoryStore::put(const std::string& name, std::string_view bytes, std::string_view) {
  const auto path = folder_ / name;
  std::error_code error;
  if (fs::exists(path, error)) return {};
  fs::create_directories(path.parent_path(), error);
  if (error) return cannot("written", path, error.message());
  // Under its name only when all of it is on the disk; what a crash leaves is a .partial that nobody asks for.
  const auto partial = fs::path(path.string() + "." + base::Uuid::generate().to_string() + ".partial");
  if (!write_synced(partial, bytes) || ::rename(partial.c_str(), path.c_str()) != 0) {
    const std::string reason = std::strerror(errno);
    fs::remove(partial, error);
    return cannot("written", path, reason);
  }
  const File folder(path.parent_path(), O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() || !folder.sync()) return cannot("written", path, std::strerror(errno));
  return {};
}

base::Result<std::optional<std::string>> DirectoryStore::get(const std::string& name) {
  const auto path = folder_ / name;
  const File file(path, O_RDONLY);
  if (!file.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR) return std::optional<std::string>();
    return cannot("read", path, std::strerror(errno));
  }
  std::string bytes;
  errno = 0;
  if (!file.read_all(bytes)) return cannot("read", path, errno == 0 ? "it was cut short" : std::strerror(errno));
  return std::optional(std::move(bytes));
}

base::Result<bool> DirectoryStore::contains(const std::string& name) {
  std::error_code error;
  const bool there = fs::is_regular_file(folder_ / name, error);
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
    return cannot("read", folder_ / name, error.message());
  }
  return there;
}

}  // namespace smartmove::media
